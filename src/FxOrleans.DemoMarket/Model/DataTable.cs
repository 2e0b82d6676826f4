namespace FxOrleans.DemoMarket;

/// <summary>The tables in <c>Data</c>, read from the assembly.</summary>
internal static class DataTable
{
    /// <summary>The rows of a table of two columns: a code and what is said of it.</summary>
    public static IEnumerable<(string Code, string Value)> Rows(string table)
    {
        using var stream = typeof(DataTable).Assembly.GetManifestResourceStream(table)
            ?? throw new InvalidOperationException($"The table {table} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var comma = line.IndexOf(',', StringComparison.Ordinal);
                yield return (line[..comma], line[(comma + 1)..]);
            }
        }
    }
}
