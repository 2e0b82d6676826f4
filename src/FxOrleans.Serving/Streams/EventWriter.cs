using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>
/// Writes prices as server-sent events (WHATWG HTML, 9.2). Says with each how many of its pair were left out since the last. Not thread-safe.
/// </summary>
internal sealed class EventWriter(PipeWriter output)
{
    private readonly Dictionary<Topic, (long Epoch, long Sequence)> _last = [];

    /// <summary>Nothing happened: keeps proxies from closing the stream, and the place up to date.</summary>
    public void KeepAlive(DateTimeOffset now)
    {
        Write(": nothing new\n");
        End(now);
    }

    /// <summary>The prices as they are now, in one event.</summary>
    public void Snapshot(IReadOnlyList<(Topic Topic, EncodedRate Rate)> rates, DateTimeOffset at)
    {
        Write("event: snapshot\ndata: [");
        for (var i = 0; i < rates.Count; i++)
        {
            var (topic, rate) = rates[i];
            Write(i == 0 ? "" : ",");
            output.Write(rate.Json.Span);
            _last[topic] = (rate.Rate.Epoch, rate.Rate.Sequence);
        }

        Write("]\n");
        End(at);
    }

    /// <summary>One price.</summary>
    public void Tick(Topic topic, EncodedRate rate, DateTimeOffset at)
    {
        var (epoch, sequence) = (rate.Rate.Epoch, rate.Rate.Sequence);
        var skipped = _last.TryGetValue(topic, out var last) && last.Epoch == epoch ? sequence - last.Sequence - 1 : 0;
        _last[topic] = (epoch, sequence);
        Write("event: tick\ndata: ");
        if (skipped > 0)
        {
            output.Write(rate.Json.Span[..^1]);
            Write(string.Create(CultureInfo.InvariantCulture, $",\"skipped\":{skipped}}}\n"));
        }
        else
        {
            output.Write(rate.Json.Span);
            Write("\n");
        }

        End(at);
    }

    private void End(DateTimeOffset at) => Write($"id: {EventPlace.Write(at)}\n\n");

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
