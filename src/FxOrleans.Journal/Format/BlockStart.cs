using System.Text;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>The head of a block: all that is needed to decide on from there.</summary>
/// <param name="Reason">Why it begins.</param>
/// <param name="Policy">The SHA-256 of the policy in the form of RFC 8785.</param>
/// <param name="Engine">The version of the engine that decided.</param>
/// <param name="Lost">Entries that are missing before it.</param>
/// <param name="Clock">The clock reading of the entry before; zero before the first.</param>
/// <param name="State">What <see cref="PairPrice.WriteState"/> wrote.</param>
internal sealed record BlockStart(BlockReason Reason, byte[] Policy, string Engine, long Lost, ClockReading Clock, byte[] State)
{
    private const byte Version = 1;

    /// <summary>More than all takes but the state and the engine's name.</summary>
    private const int OwnBytes = 96;

    /// <summary>The most bytes that <see cref="Write"/> needs.</summary>
    public static int Bound(PairPrice price, string engine) => OwnBytes + Encoding.UTF8.GetMaxByteCount(engine.Length) + price.StateBound;

    /// <summary>Writes the head of a block of a market as it stands. Allocates nothing.</summary>
    public static int Write(Span<byte> into, BlockReason reason, ReadOnlySpan<byte> policy, string engine, long lost, ClockReading clock, PairPrice price)
    {
        var bytes = new CompactWriter(into);
        bytes.Byte(Version);
        bytes.Byte((byte)reason);
        bytes.Bytes(policy);
        bytes.Text(engine);
        bytes.Unsigned((ulong)lost);
        bytes.Signed(clock.Wall.UtcTicks);
        bytes.Signed(clock.Monotonic.Ticks);

        // The state's length comes before it, in two bytes or more where it needs them, so that it is written once.
        var room = RoomFor(price.StateBound);
        var at = bytes.Length + room;
        var length = price.WriteState(into[at..]);
        for (var i = 0; i < room; i++)
        {
            into[bytes.Length + i] = (byte)(((length >> (7 * i)) & 0x7F) | (i < room - 1 ? 0x80 : 0));
        }

        return at + length;
    }

    /// <summary>Reads the head of a block.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static BlockStart Read(ref CompactReader bytes)
    {
        if (bytes.Byte() is var version && version != Version)
        {
            throw new InvalidDataException($"The journal is of version {version}, which this engine does not know.");
        }

        var reason = (BlockReason)bytes.Byte();
        var policy = bytes.Bytes(Entry.DigestBytes).ToArray();
        var (engine, lost) = (bytes.Text(), (long)bytes.Unsigned());
        var clock = new ClockReading(new DateTimeOffset(bytes.Signed(), TimeSpan.Zero), new TimeSpan(bytes.Signed()));
        return new BlockStart(reason, policy, engine, lost, clock, bytes.Bytes(bytes.Count()).ToArray());
    }

    private static int RoomFor(int length)
    {
        var room = 1;
        for (; length >= 0x80; length >>= 7)
        {
            room++;
        }

        return room;
    }
}
