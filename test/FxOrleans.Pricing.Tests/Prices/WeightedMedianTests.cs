using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

/// <summary>The median that decides: its value, and that a minority cannot move it.</summary>
public sealed class WeightedMedianTests
{
    private static readonly Gen<(decimal Value, int Weight)[]> AnyValues =
        (from value in Gen.Choose(1, 20) from weight in Gen.Choose(1, 6) select ((decimal)value, weight))
        .NonEmptyListOf().Select(list => list.Take(16).ToArray());

    [Fact]
    public void AgreesWithCountingEachValueAsOftenAsItWeighs() => Law.Holds(
        AnyValues,
        values =>
        {
            var counted = values.SelectMany(pair => Enumerable.Repeat(pair.Value, pair.Weight)).Order().ToArray();
            var expected = (counted[(counted.Length - 1) / 2] + counted[counted.Length / 2]) / 2;

            Assert.Equal(expected, Find(values));
        },
        cases: 3000);

    [Fact]
    public void LiesWithinTheValuesAndDoesNotDependOnTheirOrder() => Law.Holds(
        from values in AnyValues from other in Gen.Shuffle(values) select (values, other),
        given =>
        {
            var median = Find(given.values);

            Assert.InRange(median, given.values.Min(pair => pair.Value), given.values.Max(pair => pair.Value));
            Assert.Equal(median, Find(given.other));
        });

    [Fact]
    public void LessThanHalfOfTheWeightCannotMoveItOutOfWhatTheOthersSay() => Law.Holds(
        from honest in AnyValues
        from lies in Any.Rate.ListOf(6)
        from kept in Gen.Choose(0, 6)
        select (Honest: honest, Lies: lies.Take(kept).ToArray()),
        given =>
        {
            var weight = given.Honest.Sum(pair => pair.Weight);
            var share = (weight - 1.0) / Math.Max(1, given.Lies.Length);

            var median = Find(given.Honest.Select(pair => (pair.Value, (double)pair.Weight)).Concat(given.Lies.Select(lie => (lie, share * 0.999))));

            Assert.InRange(median, given.Honest.Min(pair => pair.Value), given.Honest.Max(pair => pair.Value));
        });

    [Fact]
    public void OfNothingThereIsNoMedian()
    {
        var median = new WeightedMedian(2);
        Assert.Throws<InvalidOperationException>(() => median.Find());
        median.Add(1, 1m, 1);
        Assert.Equal(1m, median.Find());

        median.Clear();

        Assert.Throws<InvalidOperationException>(() => median.Find());
    }

    [Fact]
    public void DecimalsThatAreTheSameDoubleAreStillInOrder()
    {
        decimal[] values = [0.88000000000000000000003m, 0.88000000000000000000001m, 0.88000000000000000000002m];

        Assert.Equal(0.88000000000000000000002m, Find(values.Select(value => (value, 1.0))));
    }

    [Fact]
    public void MoreValuesThanItWasMadeForAreRefused()
    {
        var median = new WeightedMedian(1);
        median.Add(1, 1m, 1);

        Assert.Throws<IndexOutOfRangeException>(() => median.Add(2, 2m, 1));
    }

    private static decimal Find((decimal Value, int Weight)[] values) => Find(values.Select(pair => (pair.Value, (double)pair.Weight)));

    private static decimal Find(IEnumerable<(decimal Value, double Weight)> values)
    {
        var median = new WeightedMedian(32);
        foreach (var (value, weight) in values)
        {
            median.Add((double)value, value, weight);
        }

        return median.Find();
    }
}
