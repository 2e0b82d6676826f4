namespace FxOrleans.Pricing;

/// <summary>How long a candle lasts, from fine to coarse. Default: <see cref="Second"/>. <see cref="CandleIntervals"/> names them.</summary>
public enum CandleInterval : byte
{
    /// <summary><c>1s</c>, kept while young only.</summary>
    Second,

    /// <summary><c>1m</c>.</summary>
    Minute,

    /// <summary><c>5m</c>.</summary>
    FiveMinutes,

    /// <summary><c>15m</c>.</summary>
    QuarterHour,

    /// <summary><c>1h</c>.</summary>
    Hour,

    /// <summary><c>4h</c>, from 00:00 UTC on.</summary>
    FourHours,

    /// <summary><c>1d</c>, from the <see cref="DailyCut"/> on.</summary>
    Day,
}
