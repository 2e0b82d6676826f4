using System.Diagnostics;

namespace FxOrleans.Testing;

/// <summary>Waits for what real sockets and processes do in their own time. Fails with what was waited for, never by hanging.</summary>
public static class Eventually
{
    private static readonly TimeSpan ShortStep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongStep = TimeSpan.FromMilliseconds(50);

    /// <summary>Long enough for a machine that does much else; what comes at once is not waited for any longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It did not become true in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > patience)
            {
                throw new TimeoutException($"Waited {patience} in vain: {what}");
            }

            // What takes long is asked for less often: asking takes from the processor that it needs.
            await Task.Delay(clock.Elapsed < 10 * LongStep ? ShortStep : LongStep, TimeProvider.System);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, within);
}
