using System.Globalization;

namespace FxOrleans.Providers;

/// <summary>So many calls in a window of time, such as 60 in a minute. Immutable; the default value is no quota.</summary>
public readonly record struct CallQuota
{
    /// <summary>The most calls that a quota can have.</summary>
    public const int MaxCalls = 1_000_000;

    /// <exception cref="ArgumentOutOfRangeException">Calls are not 1 to <see cref="MaxCalls"/>, or the window is below a second.</exception>
    public CallQuota(int calls, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(calls, MaxCalls);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.FromSeconds(1));
        Calls = calls;
        Window = window;
    }

    public int Calls { get; }

    public TimeSpan Window { get; }

    /// <summary>Reads <c>calls/hh:mm:ss</c>, such as <c>1000/24:00:00</c>. False when it is badly formed or out of range.</summary>
    public static bool TryParse(string text, out CallQuota quota)
    {
        quota = default;
        var cut = text.IndexOf('/');
        if (cut < 0
            || !int.TryParse(text.AsSpan(0, cut), NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
            || !Durations.TryParse(text[(cut + 1)..], out var window)
            || calls is < 1 or > MaxCalls || window < TimeSpan.FromSeconds(1))
        {
            return false;
        }

        quota = new CallQuota(calls, window);
        return true;
    }
}
