using FsCheck;
using FsCheck.Fluent;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Prices;

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
            var values = given.Honest.Select(pair => pair.Value).Concat(given.Lies).ToArray();
            var weights = given.Honest.Select(pair => (double)pair.Weight).Concat(given.Lies.Select(_ => share * 0.999)).ToArray();

            var median = WeightedMedian.SortAndFind(values, weights);

            Assert.InRange(median, given.Honest.Min(pair => pair.Value), given.Honest.Max(pair => pair.Value));
        });

    [Fact]
    public void OfNothingThereIsNoMedian()
    {
        Assert.Throws<ArgumentException>(() => WeightedMedian.SortAndFind([], []));
        Assert.Throws<ArgumentException>(() => WeightedMedian.SortAndFind([1m], [1, 1]));
    }

    private static decimal Find((decimal Value, int Weight)[] values) => WeightedMedian.SortAndFind(
        values.Select(pair => pair.Value).ToArray(), values.Select(pair => (double)pair.Weight).ToArray());
}
