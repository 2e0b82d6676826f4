namespace FxOrleans.Pricing;

/// <summary>A source as bytes, with all that a decision knows of it. Pure; thread-safe.</summary>
public static class QuoteSourceBytes
{
    private const byte SimulatedFlag = 1;
    private const byte CrossFlag = 2;
    private const byte TargetFlag = 4;
    private const byte DaysFlag = 8;

    /// <summary>The most bytes that it takes.</summary>
    public static int Bound(QuoteSource source) => 48 + (3 * (source.Name.Length + source.Group.Length));

    /// <summary>
    /// Writes it: name, kind, flags (1 simulated, 2 may cross, 4 calendar of TARGET, 8 of certain days), the ticks for which it is fresh, weight, group, and
    /// of a calendar of certain days a bit for each (1 Sunday, 64 Saturday) and the ticks by which it has published.
    /// </summary>
    public static void Write(ref CompactWriter bytes, QuoteSource source)
    {
        bytes.Text(source.Name);
        bytes.Byte((byte)source.Kind);
        bytes.Byte((byte)((source.Simulated ? SimulatedFlag : 0) | (source.MayCross ? CrossFlag : 0) | CalendarFlag(source.Calendar)));
        bytes.Signed(source.FreshFor.Ticks);
        bytes.Double(source.Weight);
        bytes.Text(source.Group == source.Name ? "" : source.Group);
        if (source.Calendar is PublicationCalendar calendar)
        {
            bytes.Byte(DaysOf(calendar));
            bytes.Signed(calendar.By.Ticks);
        }
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
        source = bytes.Text() is { Length: > 0 } group ? source with { Group = group } : source;
        return (flags & DaysFlag) != 0 ? source with { Calendar = Calendar(bytes.Byte(), new TimeSpan(bytes.Signed())) } : source;
    }

    /// <summary>Whether both are the same to every decision, not only by name.</summary>
    public static bool AreSame(QuoteSource one, QuoteSource other) =>
        ReferenceEquals(one, other)
        || (one.Name == other.Name && one.Kind == other.Kind && one.Simulated == other.Simulated && one.MayCross == other.MayCross
            && AreSame(one.Calendar, other.Calendar) && one.FreshFor == other.FreshFor && one.Weight.Equals(other.Weight) && one.Group == other.Group);

    private static bool AreSame(FixingCalendar one, FixingCalendar other) =>
        ReferenceEquals(one, other)
        || (one is PublicationCalendar days && other is PublicationCalendar others && DaysOf(days) == DaysOf(others) && days.By == others.By);

    private static int CalendarFlag(FixingCalendar calendar) => calendar switch
    {
        TargetCalendar => TargetFlag,
        PublicationCalendar => DaysFlag,
        _ => 0,
    };

    private static byte DaysOf(PublicationCalendar calendar)
    {
        byte days = 0;
        for (var day = DayOfWeek.Sunday; day <= DayOfWeek.Saturday; day++)
        {
            days |= (byte)(calendar.Days.Contains(day) ? 1 << (int)day : 0);
        }

        return days;
    }

    private static PublicationCalendar Calendar(byte days, TimeSpan by) => (days & 127) != 0
        ? new PublicationCalendar(Enum.GetValues<DayOfWeek>().Where(day => (days & (1 << (int)day)) != 0).ToHashSet(), by)
        : throw new InvalidDataException("A calendar has no days.");
}
