namespace FxOrleans.Pricing;

/// <summary>A source as bytes, with all that a decision knows of it. Pure; thread-safe.</summary>
public static class QuoteSourceBytes
{
    private const byte SimulatedFlag = 1;
    private const byte CrossFlag = 2;
    private const byte TargetFlag = 4;

    /// <summary>The most bytes that it takes.</summary>
    public static int Bound(QuoteSource source) => 32 + (3 * (source.Name.Length + source.Group.Length));

    /// <summary>Writes it: name, kind, flags (1 simulated, 2 may cross, 4 calendar of TARGET), the ticks for which it is fresh, weight, group.</summary>
    public static void Write(ref CompactWriter bytes, QuoteSource source)
    {
        bytes.Text(source.Name);
        bytes.Byte((byte)source.Kind);
        bytes.Byte((byte)((source.Simulated ? SimulatedFlag : 0) | (source.MayCross ? CrossFlag : 0) | (source.Calendar == FixingCalendar.Target ? TargetFlag : 0)));
        bytes.Signed(source.FreshFor.Ticks);
        bytes.Double(source.Weight);
        bytes.Text(source.Group == source.Name ? "" : source.Group);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">The bytes are of no source.</exception>
    public static QuoteSource Read(ref CompactReader bytes)
    {
        var source = new QuoteSource(bytes.Text(), (SourceKind)bytes.Byte());
        var flags = bytes.Byte();
        source = source with
        {
            Simulated = (flags & SimulatedFlag) != 0,
            MayCross = (flags & CrossFlag) != 0,
            Calendar = (flags & TargetFlag) != 0 ? FixingCalendar.Target : FixingCalendar.EveryDay,
            FreshFor = new TimeSpan(bytes.Signed()),
            Weight = bytes.Double(),
        };
        return bytes.Text() is { Length: > 0 } group ? source with { Group = group } : source;
    }

    /// <summary>Whether both are the same to every decision, not only by name.</summary>
    public static bool AreSame(QuoteSource one, QuoteSource other) =>
        ReferenceEquals(one, other)
        || (one.Name == other.Name && one.Kind == other.Kind && one.Simulated == other.Simulated && one.MayCross == other.MayCross
            && one.Calendar == other.Calendar && one.FreshFor == other.FreshFor && one.Weight.Equals(other.Weight) && one.Group == other.Group);
}
