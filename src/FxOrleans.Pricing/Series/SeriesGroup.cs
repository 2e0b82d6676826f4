namespace FxOrleans.Pricing;

/// <summary>The part of the calendar that one row of a series stands for. Default: <see cref="Day"/>. <see cref="SeriesCodes"/> names them.</summary>
public enum SeriesGroup : byte
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>Monday to Sunday (ISO 8601).</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Three months from 1 January, April, July or October on.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,
}
