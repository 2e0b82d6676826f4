using System.Text;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary>Reads CSV as RFC 4180 has it and nothing else: a stray quote or a lone CR or LF is a fault of the writer.</summary>
internal static class CsvReader
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var (rows, row, cell) = (new List<IReadOnlyList<string>>(), new List<string>(), new StringBuilder());
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '"')
            {
                Assert.Equal(0, cell.Length);
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
                {
                    i += text[i] == '"' ? 1 : 0;
                    cell.Append(text[i]);
                }

                i++;
                Assert.Contains(text[i], ",\r");
            }
            else if (text[i] is not (',' or '\r'))
            {
                Assert.NotEqual('\n', text[i]);
                cell.Append(text[i++]);
            }
            else
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i++] == '\r')
                {
                    Assert.Equal('\n', text[i++]);
                    rows.Add(row);
                    row = [];
                }
            }
        }

        Assert.True(row.Count == 0 && cell.Length == 0, "the last line is ended");
        Assert.All(rows, each => Assert.Equal(rows[0].Count, each.Count));
        return rows;
    }
}
