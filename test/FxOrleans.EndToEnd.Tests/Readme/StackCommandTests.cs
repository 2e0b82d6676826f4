namespace FxOrleans.EndToEnd.Tests;

/// <summary>The tools' commands that are for a stack that runs.</summary>
[Collection(DemoCollection.Name)]
public sealed class StackCommandTests(DemoSilo demo)
{
    public static IEnumerable<string> Commands => ToolCommand.Documented.Where(IsForStack);

    public static TheoryData<string> Rows => ToolCommand.Rows(IsForStack);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task It_does_what_it_is_for(string command) => ToolCommand.CheckAsync(command, demo.Silo.Address);

    internal static bool IsForStack(string command) => command.Contains("--url", StringComparison.Ordinal);
}
