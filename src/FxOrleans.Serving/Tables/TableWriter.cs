using System.Buffers;
using System.Text;
using System.Text.Json;

namespace FxOrleans.Serving.Tables;

/// <summary>
/// Writes a table's rows, each a JSON object, as CSV or as NDJSON: the digits of JSON are those of every other form. Thread-safe.
/// </summary>
/// <remarks>By hand, since what a well-kept library of CSV takes are objects and numbers, which it would write anew.</remarks>
internal static class TableWriter
{
    /// <summary>The media type of a form.</summary>
    public static string TypeOf(TableForm form) => form switch
    {
        TableForm.Csv => "text/csv; charset=utf-8",
        TableForm.Ndjson => "application/x-ndjson",
        _ => Answer.Json,
    };

    /// <summary>CSV by RFC 4180: the columns' names, then a line for each row, each ended by CRLF. What a row does not have, or has as null, is an empty cell.</summary>
    public static byte[] Csv(IReadOnlyList<string> columns, IEnumerable<ReadOnlyMemory<byte>> rows)
    {
        var text = new ArrayBufferWriter<byte>();
        text.Write(Encoding.UTF8.GetBytes(string.Join(',', columns.Select(CsvCell.Text))));
        text.Write("\r\n"u8);
        var names = columns.Select(Encoding.UTF8.GetBytes).ToArray();
        var cells = new string?[columns.Count];
        foreach (var row in rows)
        {
            Array.Clear(cells);
            Read(row.Span, names, cells);
            for (var i = 0; i < cells.Length; i++)
            {
                text.Write(i == 0 ? [] : ","u8);
                Encoding.UTF8.GetBytes(cells[i] ?? "", text);
            }

            text.Write("\r\n"u8);
        }

        return text.WrittenSpan.ToArray();
    }

    /// <summary>The rows as they are, one a line, each ended by LF.</summary>
    public static byte[] Ndjson(IEnumerable<ReadOnlyMemory<byte>> rows)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (var row in rows)
        {
            text.Write(row.Span);
            text.Write("\n"u8);
        }

        return text.WrittenSpan.ToArray();
    }

    // Members mostly come in the order of the columns: the search begins where the last one was found.
    private static void Read(ReadOnlySpan<byte> row, byte[][] names, string?[] cells)
    {
        var reader = new Utf8JsonReader(row);
        reader.Read();
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = -1;
            for (var i = 0; i < names.Length && column < 0; i++)
            {
                column = reader.ValueTextEquals(names[(next + i) % names.Length]) ? (next + i) % names.Length : -1;
            }

            reader.Read();
            if (column >= 0)
            {
                (cells[column], next) = (Cell(ref reader), column + 1);
            }

            reader.Skip();
        }
    }

    private static string? Cell(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => CsvCell.Text(reader.GetString()!),
        JsonTokenType.Number => CsvCell.Number(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => null,
    };
}
