using System.Buffers.Text;
using FxOrleans.Load.Servers;

namespace FxOrleans.Load.Clients;

/// <summary>Holds some of the prices that arrive against those that were decided under their numbers. Not thread-safe.</summary>
internal sealed class PriceSample(MadePrices decided)
{
    /// <summary>After a buffer that was looked at, so many are not: more would cost what is to be measured.</summary>
    private const int Skipped = 63;

    private int _skip;

    /// <summary>Prices that were looked at.</summary>
    public long Checked { get; private set; }

    /// <summary>Of these, the ones that were another price than the one decided.</summary>
    public long Wrong { get; private set; }

    /// <summary>Looks at the first whole price in the buffer, now and then.</summary>
    public void Look(ReadOnlySpan<byte> bytes)
    {
        if (_skip > 0)
        {
            _skip--;
            return;
        }

        if (!TryFind(bytes, "\"price\":"u8, out bytes) || !Utf8Parser.TryParse(bytes, out decimal price, out var length))
        {
            return;
        }

        if (TryFind(bytes[length..], "\"sequence\":"u8, out bytes) && Utf8Parser.TryParse(bytes, out long sequence, out length) && length < bytes.Length)
        {
            _skip = Skipped;
            Checked++;
            Wrong += price == decided.Of(sequence).Mid ? 0 : 1;
        }
    }

    private static bool TryFind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> after)
    {
        var at = bytes.IndexOf(key);
        after = at < 0 ? default : bytes[(at + key.Length)..];
        return at >= 0;
    }
}
