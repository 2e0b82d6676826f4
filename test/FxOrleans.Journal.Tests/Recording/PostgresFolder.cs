using System.Globalization;
using FxOrleans.Testing;
using Npgsql;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>A journal in a schema of a PostgreSQL, in which journals are opened one after the other, as restarts do, or beside one another, as hosts do.</summary>
internal sealed class PostgresFolder(PostgresServer server) : JournalFolder
{
    public string Schema { get; } = $"journal_{Guid.NewGuid():N}"[..24];

    public override JournalOptions Options => new() { Path = Path, ConnectionString = server.ConnectionString, Schema = Schema };

    /// <summary>The number that a statement gives; {0} is the schema.</summary>
    public async Task<long> NumberAsync(string statement)
    {
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(string.Format(CultureInfo.InvariantCulture, statement, Schema), connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
