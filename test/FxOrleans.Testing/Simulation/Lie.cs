namespace FxOrleans.Testing.Simulation;

/// <summary>How a simulated source lies.</summary>
public enum Lie
{
    /// <summary>Not at all.</summary>
    None,

    TimesTen,
    TimesHundred,
    TimesThousand,
    Inverted,

    /// <summary>Zero, below zero, beyond the range, bid above ask: what never becomes a quote. NaN is no decimal, so parsers refuse it before.</summary>
    NoQuote,

    /// <summary>Repeats one value.</summary>
    Frozen,

    /// <summary>Moves away by 0.1 % a round.</summary>
    Drift,

    /// <summary>The price of another base.</summary>
    WrongBase,

    /// <summary>Agrees on one false value with the other colluding liars, far away or just within the threshold.</summary>
    Collusion,

    /// <summary>A new false value each time.</summary>
    Wild,
}
