using System.Buffers;
using System.Globalization;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// <c>rates</c>, as one writer leaves it for serving nodes. A refresh goes in one transaction with <c>latest_rate:*</c>, their
/// broadcasts and <c>rates_updated</c>, so that a failure leaves what was there. Thread-safe.
/// </summary>
public sealed class RedisRateSheet : IRateSheet
{
    private readonly RedisLink _link;
    private readonly RedisReader _reader;
    private readonly RedisKeys _keys;
    private readonly RedisOptions _options;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _time;

    internal RedisRateSheet(RedisLink link, RedisReader reader, RedisKeys keys, RedisOptions options, TimeSpan maxAge, TimeProvider time)
    {
        _link = link;
        _reader = reader;
        _keys = keys;
        _options = options;
        _maxAge = maxAge;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Price>> ReadAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        AskAsync(() => _reader.NewestAsync(pairs, cancel), cancel);

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> RefreshedAsync(CancellationToken cancel)
    {
        var text = await AskAsync(async () => await Database(cancel, redis => redis.StringGetAsync(_keys.Refreshed)), cancel);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<Price> all, IReadOnlyList<Price> changed, DateTimeOffset at, CancellationToken cancel)
    {
        var rows = Rows(all);
        var prices = changed.Select(price => (price, Row(price))).ToArray();
        await AskAsync(() => Database(cancel, redis => WriteAsync(redis, rows, prices, at)), cancel);
    }

    /// <summary>Replaces <c>rates</c> alone and says so: for a host that writes each price by itself.</summary>
    /// <exception cref="RateSheetException">It was not written, or it is not known whether it was.</exception>
    public Task WriteAsync(IReadOnlyList<Price> all, CancellationToken cancel) => WriteAsync(all, [], default, cancel);

    private async Task<bool> WriteAsync(IDatabase redis, byte[] rows, (Price Price, byte[] Json)[] prices, DateTimeOffset at)
    {
        var transaction = redis.CreateTransaction();
        List<Task> answers =
        [
            .. prices.Select(row => PriceScript.RunAsync(transaction, _keys.Latest(row.Price.Pair), _keys.Broadcast, row.Price, row.Json)),
            transaction.StringSetAsync(_keys.Rates, rows),
        ];
        if (at != default)
        {
            answers.Add(transaction.StringSetAsync(_keys.Refreshed, at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        }

        answers.Add(transaction.PublishAsync(new RedisChannel(_keys.RatesUpdated, RedisChannel.PatternMode.Literal), prices.Length));
        if (!await transaction.ExecuteAsync())
        {
            throw new RateSheetException("Redis refused the transaction that writes the rates.");
        }

        await Task.WhenAll(answers);
        return true;
    }

    private async Task<T> Database<T>(CancellationToken cancel, Func<IDatabase, Task<T>> ask) => await ask((await _link.SessionAsync(cancel)).Database);

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask().WaitAsync(_options.Deadline * 2, _time, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && RedisFailures.KindOf(e) is { } kind)
        {
            _link.Failures.Add(kind);
            throw new RateSheetException($"Redis could not be asked ({kind.Code()}).", e);
        }
    }

    private byte[] Row(in Price price)
    {
        var row = new ArrayBufferWriter<byte>(PriceJson.MaxLength);
        PriceJson.Write(price, _time.GetUtcNow(), _maxAge, row);
        return row.WrittenSpan.ToArray();
    }

    private byte[] Rows(IReadOnlyList<Price> prices)
    {
        var now = _time.GetUtcNow();
        var rows = new ArrayBufferWriter<byte>((prices.Count + 1) * PriceJson.MaxLength);
        for (var i = 0; i < prices.Count; i++)
        {
            rows.Write(i == 0 ? "["u8 : ","u8);
            PriceJson.Write(prices[i], now, _maxAge, rows);
        }

        rows.Write(prices.Count == 0 ? "[]"u8 : "]"u8);
        return rows.WrittenSpan.ToArray();
    }
}
