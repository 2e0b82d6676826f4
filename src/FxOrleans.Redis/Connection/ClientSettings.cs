using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>How the client is set up: by the address, and by what this service needs of every Redis.</summary>
internal static class ClientSettings
{
    /// <summary>An attempt to connect has at least so long. The first one after a loss is made at once.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the client looks after its connections: for answers that are overdue, and whether it is time to connect again.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(250);

    public static ConfigurationOptions Of(RedisOptions options, ILoggerFactory log)
    {
        var settings = RedisAddress.Parse(options.ConnectionString!);
        var deadline = (int)options.Deadline.TotalMilliseconds;
        settings.AbortOnConnectFail = false;
        settings.BacklogPolicy = BacklogPolicy.FailFast; // What cannot be asked now is known to whoever asks: nothing queues up.
        settings.ConnectRetry = 1;
        settings.ConnectTimeout = deadline;
        settings.SyncTimeout = settings.AsyncTimeout = deadline; // Silent for four times that, a connection is given up.
        settings.HeartbeatInterval = Heartbeat;
        settings.ReconnectRetryPolicy = new ExponentialRetry((int)FirstRetry.TotalMilliseconds, Math.Max(deadline, (int)(FirstRetry * 2).TotalMilliseconds));
        settings.ClientName ??= "FxOrleans";
        settings.TieBreaker = "";
        settings.LoggerFactory = log;

        // A replica that was made the master is then taken for one within a second or two, not within a minute.
        settings.ConfigCheckSeconds = Math.Max(1, (int)options.CheckInterval.TotalSeconds);
        return settings;
    }
}
