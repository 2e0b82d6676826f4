using System.Buffers;
using System.Globalization;
using System.Text;

namespace FxOrleans.Serving.Streams;

/// <summary>A price of a resumable stream.</summary>
/// <param name="Rate">The price.</param>
/// <param name="Skipped">How many prices of the pair were left out before it.</param>
public readonly record struct StreamPrice(EncodedRate Rate, long Skipped)
{
    /// <summary>Writes it as JSON, in the shape of <c>GET /rate</c>, with <c>skipped</c> where prices were left out.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var json = Rate.Json.Span;
        if (Skipped == 0)
        {
            output.Write(json);
            return;
        }

        output.Write(json[..^1]);
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"skipped\":{Skipped}}}"), output);
    }
}
