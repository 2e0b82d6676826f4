using System.Buffers;
using System.Globalization;
using System.Text;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>
/// <c>rates</c>, as one writer leaves it for serving nodes. A refresh goes in one script with <c>latest_rate:*</c>, their
/// broadcasts and <c>rates_updated</c>, so that a failure leaves what was there. Thread-safe.
/// </summary>
public sealed class RedisRateSnapshotStore : IRateSnapshotStore
{
    private readonly RedisConnection _connection;
    private readonly RedisReader _reader;
    private readonly RedisKeys _keys;
    private readonly RedisOptions _options;
    private readonly PricingPolicy _policy;
    private readonly TimeProvider _time;

    internal RedisRateSnapshotStore(RedisConnection connection, RedisReader reader, RedisKeys keys, RedisOptions options, PricingPolicy policy, TimeProvider time)
    {
        _connection = connection;
        _reader = reader;
        _keys = keys;
        _options = options;
        _policy = policy;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Price>> ReadAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        AskAsync(_reader.NewestAsync(pairs, cancel));

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> RefreshedAsync(CancellationToken cancel)
    {
        var text = await AskAsync(_connection.AskAsync(redis => _connection.Texts.ReadAsync(redis, _keys.Refreshed), _options.Deadline * 2, cancel));
        return DateTimeOffset.TryParse(text is null ? null : Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<Price> all, IReadOnlyList<Price> changed, DateTimeOffset at, CancellationToken cancel)
    {
        var rows = Rows(all);
        var prices = changed.Select(price => (price, Row(price))).ToArray();
        await AskAsync(_connection.AskAsync(redis => WriteAsync(redis, rows, prices, at), _options.Deadline * 2, cancel));
    }

    /// <summary>Replaces <c>rates</c> alone and says so: for a host that writes each price by itself.</summary>
    /// <exception cref="RateSheetException">It was not written, or it is not known whether it was.</exception>
    public Task WriteAsync(IReadOnlyList<Price> all, CancellationToken cancel) => WriteAsync(all, [], default, cancel);

    private async Task<bool> WriteAsync(IDatabase redis, byte[] rows, (Price Price, byte[] Json)[] prices, DateTimeOffset at)
    {
        await PriceScript.RunAsync(redis, _keys, rows, at == default ? "" : at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), prices, _time.GetUtcNow());
        _connection.Texts.Right(_keys.Rates);
        return true;
    }

    private static async Task<T> AskAsync<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (RedisUnavailableException unavailable)
        {
            throw new RateSheetException(unavailable.Message, unavailable);
        }
    }

    private byte[] Row(in Price price)
    {
        Span<byte> row = stackalloc byte[PriceJson.MaxLength];
        var length = PriceJson.Write(price, _time.GetUtcNow(), _policy, row);
        return row[..length].ToArray();
    }

    private byte[] Rows(IReadOnlyList<Price> prices)
    {
        var now = _time.GetUtcNow();
        var rows = new ArrayBufferWriter<byte>((prices.Count + 1) * PriceJson.MaxLength);
        for (var i = 0; i < prices.Count; i++)
        {
            rows.Write(i == 0 ? "["u8 : ","u8);
            PriceJson.Write(prices[i], now, _policy.MaxAge, rows);
        }

        rows.Write(prices.Count == 0 ? "[]"u8 : "]"u8);
        return rows.WrittenSpan.ToArray();
    }
}
