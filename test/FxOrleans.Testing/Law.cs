using FsCheck;
using FsCheck.Fluent;

namespace FxOrleans.Testing;

/// <summary>
/// Checks what must hold for every value. A failure names the smallest case found and, in round brackets, the seed:
/// set <c>FX_REPLAY</c> to it, brackets and all, to see the very same case again.
/// </summary>
public static class Law
{
    /// <summary>Asserts with <paramref name="holds"/>, which throws where the law is broken, for <paramref name="cases"/> values.</summary>
    public static void Holds<T>(Gen<T> values, Action<T> holds, int cases = 500)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases);
        if (Environment.GetEnvironmentVariable("FX_REPLAY") is { Length: > 2 } replay)
        {
            var parts = replay.Trim('(', ')').Split(',');
            config = config.WithReplay(ulong.Parse(parts[0]), ulong.Parse(parts[1]));
        }

        Check.One(config, Prop.ForAll(values.ToArbitrary(), holds));
    }
}
