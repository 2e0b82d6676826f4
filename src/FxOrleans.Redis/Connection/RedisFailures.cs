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
        ("AuthenticationFailure", RedisFailure.Unauthorized), // What the client makes of a refused password.
    ];

    private readonly long[] _counts = new long[Kinds.Length];
    private int _last = -1;

    /// <summary>The last failure, whether or not it is over; null when there was none.</summary>
    public RedisFailure? Last => Volatile.Read(ref _last) is >= 0 and var last ? (RedisFailure)last : null;

    /// <summary>How often each kind has happened; kinds that never have are left out.</summary>
    public IReadOnlyDictionary<string, long> ByKind =>
        Kinds.Where(kind => Volatile.Read(ref _counts[(int)kind]) > 0)
            .ToDictionary(kind => kind.Code(), kind => Volatile.Read(ref _counts[(int)kind]));

    public void Add(RedisFailure kind, long count = 1)
    {
        Interlocked.Add(ref _counts[(int)kind], count);
        Volatile.Write(ref _last, (int)kind);
    }

    /// <summary>Which kind an exception of the client is; null for one that has nothing to do with Redis.</summary>
    public static RedisFailure? KindOf(Exception exception) => exception switch
    {
        RedisServerException e => KindOf(e.Message),
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => RedisFailure.Unauthorized,
        RedisConnectionException e => KindOf(e.Message) is var kind and not RedisFailure.Error ? kind : RedisFailure.Away,
        ObjectDisposedException => RedisFailure.Away,
        TimeoutException => RedisFailure.Slow,
        RedisException => RedisFailure.Error,
        System.Net.Sockets.SocketException or IOException => RedisFailure.Away,
        // What waited when its connection went. Whoever was cancelled by the caller looks at that first.
        OperationCanceledException => RedisFailure.Away,
        _ => null,
    };

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
