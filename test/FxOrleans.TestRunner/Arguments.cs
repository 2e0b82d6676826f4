namespace FxOrleans.TestRunner;

/// <summary>What the command line says.</summary>
/// <param name="Filter">A part of the tests' full names; null for every test.</param>
/// <param name="Only">The name of the one project to run; null for all.</param>
/// <param name="Results">The folder of TRX files and logs.</param>
/// <param name="Lanes">How many projects run at once.</param>
internal sealed record Arguments(string? Filter, string? Only, string Results, int Lanes)
{
    /// <summary>More than two projects at once only slow each other down: their own tests run in parallel too.</summary>
    private const int MostLanes = 2;

    /// <summary>Returns null when they are not understood.</summary>
    public static Arguments? Parse(string[] args)
    {
        var parsed = new Arguments(null, null, "artifacts/tests", Math.Clamp(Environment.ProcessorCount, 1, MostLanes));
        for (var i = 0; i < args.Length; i++)
        {
            var next = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--only" when next is not null:
                    (parsed, i) = (parsed with { Only = next }, i + 1);
                    break;
                case "--results" when next is not null:
                    (parsed, i) = (parsed with { Results = next }, i + 1);
                    break;
                case "--lanes" when int.TryParse(next, out var lanes) && lanes > 0:
                    (parsed, i) = (parsed with { Lanes = lanes }, i + 1);
                    break;
                case var filter when !filter.StartsWith('-') && parsed.Filter is null:
                    parsed = parsed with { Filter = filter.Length == 0 ? null : filter };
                    break;
                default:
                    return null;
            }
        }

        return parsed;
    }
}
