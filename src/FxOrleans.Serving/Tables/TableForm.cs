namespace FxOrleans.Serving.Tables;

/// <summary>How a table is written. Default: <see cref="Json"/>.</summary>
public enum TableForm : byte
{
    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>Comma-separated values, RFC 4180: a header line, CRLF.</summary>
    Csv,

    /// <summary>One JSON object a line, each ended by LF.</summary>
    Ndjson,
}
