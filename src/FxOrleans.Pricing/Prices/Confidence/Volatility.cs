namespace FxOrleans.Pricing;

/// <summary>
/// How much a pair moves: an exponentially weighted mean of its own squared moves, with the decay of 0.94 a move that RiskMetrics
/// (Technical Document, 1996) found best for daily moves. It begins as the class's volatility, which counts as five moves.
/// </summary>
internal sealed class Volatility
{
    private const double Decay = 0.94;
    private const double AssumedMoves = 5;

    /// <summary>It never falls below a twentieth of the class's: a peg that has stood still may still stir.</summary>
    private const double LeastShare = 1.0 / 20;

    /// <summary>
    /// A move beyond so many standard deviations, and beyond a tenth, is a step to another level, such as a currency that loses two zeros: it says nothing of how
    /// much the market moves at either.
    /// </summary>
    private const double StepSigmas = 20;
    private const double LeastStep = 0.1;

    /// <summary>Moves are measured over a minute or more: over less, the sources' disagreement would pass for the market's moves.</summary>
    private static readonly TimeSpan ShortestMove = TimeSpan.FromMinutes(1);

    private readonly CurrencyPair _pair;
    private readonly double _assumed;
    private double _weight;
    private double _squares;
    private double _value;
    private DateTimeOffset _at;
    private SourceKind _kind;

    public Volatility(CurrencyPair pair)
    {
        _pair = pair;
        _assumed = AssetClassDefaults.YearlyVolatility(pair) * AssetClassDefaults.YearlyVolatility(pair);
        Forget();
    }

    /// <summary>The variance of the logarithm's move in a year of trading.</summary>
    public double YearlyVariance { get; private set; }

    public void Forget()
    {
        (_weight, _squares, _value) = (AssumedMoves, AssumedMoves * _assumed, 0);
        YearlyVariance = _assumed;
    }

    /// <summary>Learns from a decided mid of that market time. Moves between kinds of sources are no moves of the market.</summary>
    public void Learn(double value, DateTimeOffset at, SourceKind kind)
    {
        if (_value > 0 && _kind == kind)
        {
            if (at - _at < ShortestMove)
            {
                return;
            }

            var years = MarketHours.TradingYears(_pair, _at, at);
            if (years > 0)
            {
                var move = Math.Log(value / _value);
                if (Math.Abs(move) <= LeastStep || move * move / years <= StepSigmas * StepSigmas * Math.Max(_assumed, YearlyVariance))
                {
                    _squares = (_squares * Decay) + (move * move / years);
                    _weight = (_weight * Decay) + 1;
                    YearlyVariance = Math.Max(_assumed * LeastShare * LeastShare, _squares / _weight);
                }
            }
        }

        (_value, _at, _kind) = (value, at, kind);
    }

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state)
    {
        _weight = state.Carry(_weight);
        _squares = state.Carry(_squares);
        _value = state.Carry(_value);
        _at = state.Carry(_at);
        _kind = state.Carry(_kind);
        YearlyVariance = state.Carry(YearlyVariance);
    }
}
