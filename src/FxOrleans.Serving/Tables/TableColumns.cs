using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FxOrleans.Serving.Tables;

/// <summary>The columns of a table: the members of its rows in their order, nested ones left out.</summary>
/// <typeparam name="TRow">A row's JSON, as the API's description has it.</typeparam>
internal static class TableColumns<TRow>
{
    /// <summary>The members' names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. JsonSerializerOptions.Web.GetTypeInfo(typeof(TRow)).Properties.Where(member => IsCell(member.PropertyType)).Select(member => member.Name)];

    private static bool IsCell(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner == typeof(string) || JsonSerializerOptions.Web.GetTypeInfo(inner).Kind == JsonTypeInfoKind.None;
    }
}
