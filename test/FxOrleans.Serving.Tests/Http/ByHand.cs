using System.Text.Json;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>
/// The arithmetic of docs/prices.md, done anew with nothing but what <c>GET /rate/explain</c> says of one market: the answer itself or
/// one of its legs. Written apart from the domain on purpose.
/// </summary>
internal sealed class ByHand
{
    private static readonly string[] FoundWrong = ["outlier", "inverted", "scaled", "wrong_base", "wrong_day", "redenominated", "disputed"];
    private static readonly double[] MedianErrors = [1, 0.7071, 0.6698, 0.5461, 0.5356, 0.4634, 0.4587, 0.4101, 0.4075];

    private readonly JsonElement _json;
    private readonly List<(JsonElement Quote, decimal Mid, decimal Bid, decimal Ask, double Weight)> _voters = [];

    public ByHand(JsonElement json)
    {
        _json = json;
        var quotes = json.GetProperty("quotes").EnumerateArray().Where(IsVoter).ToList();
        var newest = quotes.Max(quote => quote.GetProperty("timestamp").GetDateTimeOffset());
        foreach (var quote in quotes)
        {
            var behind = quote.GetProperty("kind").GetString() == "fixing" ? (newest - quote.GetProperty("timestamp").GetDateTimeOffset()).TotalDays : 0;
            var sharing = quotes.Count(other => other.GetProperty("group").GetString() == quote.GetProperty("group").GetString());
            var weight = quote.GetProperty("trust").GetDouble() * Math.Pow(0.5, behind) * quote.GetProperty("quality").GetDouble() / sharing;
            _voters.Add((quote, Value(quote, "value"), Value(quote, "bid"), Value(quote, "ask"), weight));
        }
    }

    public decimal Mid => Median(Kept.Select(voter => (voter.Mid, voter.Weight)));

    public decimal Bid => Math.Min(Mid, Median(Kept.Select(voter => (voter.Bid, voter.Weight))));

    public decimal Ask => Math.Max(Mid, Median(Kept.Select(voter => (voter.Ask, voter.Weight))));

    /// <summary>Independent sources.</summary>
    public int Sources => Kept.Select(voter => voter.Quote.GetProperty("group").GetString()).Distinct().Count();

    /// <summary>Of all voters, those who were found wrong included.</summary>
    public double Centre => (double)Median(_voters.Select(voter => (voter.Mid, voter.Weight)));

    public double Scale => 1.4826 * (double)Median(_voters.Select(voter => (Math.Abs(voter.Mid - (decimal)Centre), voter.Weight))) / Centre;

    /// <summary>For currencies, and a vote of three or more.</summary>
    public double Threshold
    {
        get
        {
            var policy = _json.GetProperty("policy");
            var floor = policy.GetProperty("outlierFloor").GetDouble();
            return Math.Clamp(policy.GetProperty("outlierMads").GetDouble() * Scale, floor, 1.5 * floor);
        }
    }

    public decimal Confidence
    {
        get
        {
            var consensus = _json.GetProperty("consensus");
            var (deviation, freedom, variance) =
                (consensus.GetProperty("deviation").GetDouble(), consensus.GetProperty("freedom").GetDouble(), consensus.GetProperty("variance").GetDouble());
            var error = (freedom > 0 ? Student(freedom) : 1.96) * MedianErrors[Math.Max(Sources, 1) - 1] * deviation;
            var relative = Math.Max(0.00001, Math.Sqrt((error * error) + (1.96 * 1.96 * variance)));
            return Significant(Mid * (decimal)Math.Max(relative, consensus.GetProperty("doubt").GetDouble()), 4);
        }
    }

    private IEnumerable<(JsonElement Quote, decimal Mid, decimal Bid, decimal Ask, double Weight)> Kept =>
        _voters.Where(voter => voter.Quote.GetProperty("kept").GetBoolean());

    /// <summary>Whether each voter is kept where it should be, and has the weight that it should have.</summary>
    public void CheckVoters()
    {
        foreach (var (quote, mid, _, _, weight) in _voters)
        {
            var kept = quote.GetProperty("kept").GetBoolean();
            Assert.Equal(kept ? weight : 0, quote.GetProperty("weight").GetDouble());
            Assert.Equal(Math.Abs((double)mid - Centre) <= Threshold * Centre * (1 + 1e-9), kept);
        }
    }

    /// <summary>What a cross must be, of its legs in walking order, each with whether it is walked against its market.</summary>
    public static (decimal Mid, decimal Bid, decimal Ask, decimal Confidence) Cross(IReadOnlyList<(ByHand Leg, bool Inverted)> legs)
    {
        var mid = Product(leg => leg.Mid, leg => leg.Mid);
        var relative = Math.Sqrt(legs.Sum(leg => Math.Pow((double)leg.Leg.Confidence / (double)leg.Leg.Mid, 2)));
        return (
            mid,
            Product(leg => leg.Bid, leg => leg.Ask),
            Product(leg => leg.Ask, leg => leg.Bid),
            Significant(mid * (decimal)Math.Min(1, relative), 4));

        decimal Product(Func<ByHand, decimal> straight, Func<ByHand, decimal> inverted) => Significant(
            legs.Where(leg => !leg.Inverted).Aggregate(1m, (product, leg) => product * straight(leg.Leg))
                / legs.Where(leg => leg.Inverted).Aggregate(1m, (product, leg) => product * inverted(leg.Leg)),
            15);
    }

    /// <summary>Rounds half to even at that many significant digits.</summary>
    public static decimal Significant(decimal value, int digits)
    {
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10((double)value));
        var unit = (decimal)Math.Pow(10, Math.Max(0, -decimals));
        return Math.Round(value / unit, Math.Clamp(decimals, 0, 28), MidpointRounding.ToEven) * unit;
    }

    private static bool IsVoter(JsonElement quote) =>
        quote.GetProperty("kept").GetBoolean() || FoundWrong.Contains(quote.GetProperty("reason").GetString());

    private static decimal Value(JsonElement quote, string name) =>
        (quote.TryGetProperty($"market{char.ToUpperInvariant(name[0])}{name[1..]}", out var market) ? market : quote.GetProperty(name)).GetDecimal();

    private static double Student(double freedom)
    {
        const double Z = 1.96;
        var (z3, z5) = (Math.Pow(Z, 3), Math.Pow(Z, 5));
        return Z + ((z3 + Z) / (4 * freedom)) + (((5 * z5) + (16 * z3) + (3 * Z)) / (96 * freedom * freedom));
    }

    private static decimal Median(IEnumerable<(decimal Value, double Weight)> of)
    {
        var rows = of.OrderBy(row => row.Value).ToList();
        var (total, below) = (rows.Sum(row => row.Weight), 0.0);
        for (var i = 0; i < rows.Count - 1; i++)
        {
            below += rows[i].Weight;
            if (Math.Abs(below - (total / 2)) <= 1e-9 * total)
            {
                return (rows[i].Value + rows[i + 1].Value) / 2;
            }

            if (below > total / 2)
            {
                return rows[i].Value;
            }
        }

        return rows[^1].Value;
    }
}
