using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Providers;

/// <summary>
/// Keeps budgets in a file (<c>Quotas:File</c>), which processes of one machine may share: each call is spent and written down before it
/// is made. A file that cannot be read is put aside, one that cannot be locked or written is gone without: the process then keeps to its
/// budgets by what it knows itself, and says so. Thread-safe.
/// </summary>
public sealed partial class FileQuotaStore(string path, ILogger<FileQuotaStore> log) : IQuotaStore, IDisposable
{
    private const int Tries = 25;

    /// <summary>Between tries for the lock, half a second in all. Not the providers' clock: it is the disk that is waited for.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly QuotaFile _file = new(path);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Dictionary<string, (TimeSpan Window, SpentWindow Spent)> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpentWindow> _owed = new(StringComparer.Ordinal);
    private long _failures;

    public async ValueTask<QuotaReceipt> SpendAsync(string budget, int calls, TimeSpan window, DateTimeOffset now, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var held = await LockAsync(cancel).ConfigureAwait(false);
            if (held is not null)
            {
                Read();
            }

            if (!_known.TryGetValue(budget, out var kept))
            {
                kept.Spent = new SpentWindow();
            }

            _known[budget] = (window, kept.Spent);
            var receipt = kept.Spent.Spend(calls, window, now);
            if (receipt.Granted)
            {
                Keep(held is not null, budget, window, now);
            }

            return receipt;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<FileStream?> LockAsync(CancellationToken cancel)
    {
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                if (_file.TryLock() is { } held)
                {
                    return held;
                }

                await Task.Delay(Pause, TimeProvider.System, cancel).ConfigureAwait(false);
            }

            throw new IOException("Another process holds its lock.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);
            return null;
        }
    }

    private void Read()
    {
        try
        {
            _known = _file.Read();
            foreach (var (budget, spent) in _owed)
            {
                var kept = _known.TryGetValue(budget, out var known) ? known.Spent : (_known[budget] = (TimeSpan.FromDays(1), new SpentWindow())).Spent;
                foreach (var row in spent.Spent)
                {
                    kept.Add(row.Since, row.Calls);
                }
            }
        }
        catch (JsonException)
        {
            Interlocked.Increment(ref _failures);
            LogUnreadable(path, _file.Aside);
            try
            {
                File.Move(path, _file.Aside, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Fail(failure);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);
        }
    }

    // What could not be written down is owed to the file, which may hold what others have spent meanwhile.
    private void Keep(bool isHeld, string budget, TimeSpan window, DateTimeOffset now)
    {
        if (!_owed.TryGetValue(budget, out var owed))
        {
            _owed[budget] = owed = new SpentWindow();
        }

        owed.Add(SpentWindow.SliceAt(now, window), 1);
        owed.Forget(window, now);
        try
        {
            if (isHeld)
            {
                _file.Write(_known, now);
                _owed.Clear();
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        if (Interlocked.Increment(ref _failures) is 1 or 100 or 10_000)
        {
            LogFailed(path, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The budgets in {Path} cannot be read; the file is put aside as {Aside}, and what this process knows counts.")]
    private partial void LogUnreadable(string path, string aside);

    [LoggerMessage(LogLevel.Warning, "The budgets in {Path} cannot be kept ({Error}); a restart forgets what was spent.")]
    private partial void LogFailed(string path, string error);
}
