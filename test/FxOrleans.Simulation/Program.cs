using System.Diagnostics;
using System.Globalization;
using FxOrleans.Simulation;
using FxOrleans.Testing.Simulation;

// dotnet run --project test/FxOrleans.Simulation -c Release -- cost [ROUNDS]
if (args is ["cost", ..])
{
    var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 31;
    foreach (var sources in new[] { 9, 40 })
    {
        Console.WriteLine(DecisionCost.Measure(sources, liar: false, rounds));
        Console.WriteLine(DecisionCost.Measure(sources, liar: true, rounds));
    }

    return 0;
}

// dotnet run --project test/FxOrleans.Simulation -c Release -- [CASES] [FIRST_SEED]
// One seed again: … -- 1 SEED
var cases = args.Length > 0 ? ulong.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
var first = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var watch = Stopwatch.StartNew();
var result = SimulationRun.Of(first, cases);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{cases:N0} cases from seed {first}: {result.Checked:N0} prices checked, {result.Refused:N0} quotes refused, {result.Failures.Count:N0} failures, {watch.Elapsed.TotalSeconds:F0} s"));
foreach (var failure in result.Failures.Take(20))
{
    Console.WriteLine(failure);
}

return result.Failures.Count == 0 ? 0 : 1;
