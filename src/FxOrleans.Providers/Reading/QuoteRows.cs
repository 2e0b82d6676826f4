using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Gathers an answer's rows: the quotes, and those that are none. Single-threaded.</summary>
internal sealed class QuoteRows(QuoteSource source)
{
    private const int MaxWhat = 32;
    private readonly List<Quote> _quotes = [];
    private readonly List<RejectedRow> _rejected = [];
    private readonly Dictionary<(QuoteSource Source, CurrencyPair Pair, DateTimeOffset At), Quote?> _said = [];

    public bool IsEmpty => _quotes.Count == 0 && _rejected.Count == 0;

    public IReadOnlyList<Quote> Quotes => _quotes;

    public IReadOnlyList<RejectedRow> Rejected => _rejected;

    public void Add(CurrencyPair pair, JsonElement mid, DateTimeOffset timestamp) => Add(source, pair, mid, timestamp);

    /// <summary>A row of another source than the answer's own, such as an institution whose rate is passed on.</summary>
    public void Add(QuoteSource of, CurrencyPair pair, JsonElement mid, DateTimeOffset timestamp)
    {
        if (WireNumber.TryRead(mid, out var value, out var fault))
        {
            Add(of, pair, value, value, value, timestamp);
        }
        else
        {
            Reject(pair.ToString(), fault);
        }
    }

    public void Add(CurrencyPair pair, ReadOnlySpan<char> mid, DateTimeOffset timestamp)
    {
        if (WireNumber.TryRead(mid, out var value))
        {
            Add(pair, value, value, value, timestamp);
        }
        else
        {
            Reject(pair.ToString(), RowFault.NotANumber);
        }
    }

    public void Add(CurrencyPair pair, decimal bid, decimal mid, decimal ask, DateTimeOffset timestamp) =>
        Add(source, pair, bid, mid, ask, timestamp);

    public void Reject(string? what, RowFault fault) =>
        _rejected.Add(new RejectedRow(what is null ? "?" : what.Length > MaxWhat ? what[..MaxWhat] : what, fault));

    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Empty"/>: there is not one quote.</exception>
    public ProviderAnswer ToAnswer() => Answer(_quotes, _rejected);

    /// <inheritdoc cref="ToAnswer"/>
    public static ProviderAnswer Answer(IReadOnlyList<Quote> quotes, IReadOnlyList<RejectedRow> rejected) => quotes.Count > 0
        ? new ProviderAnswer(quotes, rejected)
        : throw new ProviderException(
            ProviderFailureKind.Empty,
            rejected.Count == 0 ? "No row." : $"No usable row; {rejected.Count} rejected, the first as {rejected[0].Fault.Code()}.");

    private void Add(QuoteSource of, CurrencyPair pair, decimal bid, decimal mid, decimal ask, DateTimeOffset timestamp)
    {
        if (!Quote.TryCreate(of, pair, bid, mid, ask, timestamp, out var quote, out var fault))
        {
            Reject(pair.ToString(), fault);
        }
        else if (_said.TryAdd((of, pair, quote.Timestamp), quote))
        {
            _quotes.Add(quote);
        }
        else if (_said[(of, pair, quote.Timestamp)] != quote)
        {
            Contradict(quote);
        }
    }

    // Two values of one pair and moment: which one is right is not to be guessed, so that none is taken.
    private void Contradict(in Quote quote)
    {
        var key = (quote.Source, quote.Pair, quote.Timestamp);
        if (_said[key] is { } other)
        {
            _quotes.Remove(other);
            Reject(quote.Pair.ToString(), RowFault.Contradictory);
            _said[key] = null;
        }

        Reject(quote.Pair.ToString(), RowFault.Contradictory);
    }
}
