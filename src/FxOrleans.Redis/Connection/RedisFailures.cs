using System.Net.Sockets;
using System.Security.Authentication;
using FxOrleans.Pricing;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>Counts failures by kind. Thread-safe.</summary>
public sealed class RedisFailures
{
    private static readonly RedisFailure[] Kinds = Enum.GetValues<RedisFailure>();

    // The first word of an error says its kind; inside a script's error it stands later, after a dash or a space.
    private static readonly (string Word, RedisFailure Kind)[] Words =
    [
        ("WRONGTYPE", RedisFailure.WrongType),
        ("NOSCRIPT", RedisFailure.NoScript),
        ("OOM", RedisFailure.Full),
        ("READONLY", RedisFailure.ReadOnly),
        ("LOADING", RedisFailure.Loading),
        ("BUSY", RedisFailure.Busy),
        ("MISCONF", RedisFailure.CannotSave),
        ("NOAUTH", RedisFailure.Unauthorized),
        ("WRONGPASS", RedisFailure.Unauthorized),
        ("NOPERM", RedisFailure.Unauthorized),
        ("user executing the script can't", RedisFailure.Unauthorized), // A right that is missing within a script.
    ];

    private readonly long[] _counts = new long[Kinds.Length];
    private int _last = -1;

    /// <summary>The last failure, whether or not it is over; null when there was none.</summary>
    public RedisFailure? Last => Volatile.Read(ref _last) is >= 0 and var last ? (RedisFailure)last : null;

    /// <summary>How often each kind has happened; kinds that never have are left out.</summary>
    public IReadOnlyDictionary<string, long> ByKind =>
        Kinds.Where(kind => Volatile.Read(ref _counts[(int)kind]) > 0)
            .ToDictionary(kind => kind.Code(), kind => Volatile.Read(ref _counts[(int)kind]));

    /// <summary>Counts a failure, or several.</summary>
    public void Add(RedisFailure kind, long count = 1)
    {
        Interlocked.Add(ref _counts[(int)kind], count);
        Volatile.Write(ref _last, (int)kind);
    }

    /// <summary>Which kind of failure an exception of the client is, of whatever type. The one place that decides it; every exception has a kind.</summary>
    public static RedisFailure KindOf(Exception exception) => exception switch
    {
        RedisUnavailableException e => e.Failure,
        AggregateException { InnerExceptions.Count: > 0 } e => MostTelling(e.InnerExceptions),
        RedisServerException e => KindOf(e.Message),
        RedisConnectionException e => KindOf(e),
        TimeoutException => RedisFailure.Slow,
        AuthenticationException e => e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) ? RedisFailure.Untrusted : RedisFailure.Away,

        // Also what waited when its connection went, and what the client makes of a connection that went while it was read or written.
        SocketException or IOException or OperationCanceledException or InvalidOperationException => RedisFailure.Away,
        _ => RedisFailure.Error,
    };

    private static RedisFailure KindOf(RedisConnectionException exception) => exception.FailureType switch
    {
        ConnectionFailureType.Loading => RedisFailure.Loading,
        ConnectionFailureType.AuthenticationFailure => exception.InnerException is AuthenticationException tls ? KindOf(tls) : RedisFailure.Unauthorized,
        _ => KindOf(exception.Message) is var named && named != RedisFailure.Error ? named
            : exception.InnerException is { } inner && KindOf(inner) is var kind && kind != RedisFailure.Error ? kind
            : RedisFailure.Away,
    };

    // That there is no connection says less than why there is none.
    private static RedisFailure MostTelling(IEnumerable<Exception> exceptions)
    {
        var kinds = exceptions.Select(KindOf).ToArray();
        return kinds.Where(kind => kind is not (RedisFailure.Away or RedisFailure.Error)).Append(kinds[0]).First();
    }

    private static RedisFailure KindOf(string error)
    {
        foreach (var (word, kind) in Words)
        {
            if (error.Contains(word, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return RedisFailure.Error;
    }
}
