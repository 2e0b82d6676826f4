namespace FxOrleans.Pricing;

/// <summary>How far a pair's sources usually disagree: the pooled variance of recent decisions, each counting less as others follow.</summary>
internal sealed class Disagreement
{
    /// <summary>A decision's weight falls by a thirty-second with each that follows: about 32 decisions are remembered.</summary>
    private const double Fading = 31.0 / 32;

    /// <summary>Degrees of freedom behind <see cref="Squares"/>.</summary>
    public double Freedom { get; private set; }

    /// <summary>The faded sum of squares.</summary>
    public double Squares { get; private set; }

    public void Forget() => (Freedom, Squares) = (0, 0);

    public void Learn(in DisagreementSample sample)
    {
        if (sample.Freedom > 0)
        {
            Freedom = (Freedom * Fading) + sample.Freedom;
            Squares = (Squares * Fading) + sample.Squares;
        }
    }

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state) => (Freedom, Squares) = (state.Carry(Freedom), state.Carry(Squares));
}
