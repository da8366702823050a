using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Chains;
using Microsoft.Data.Sqlite;

namespace ContainerSecurity.SupplyChain.Approvals.Stores;

/// <summary>
/// A file of SQLite. Its rows can be added but neither changed nor removed by SQL; that somebody did it otherwise
/// shows in the hashes.
/// </summary>
/// <param name="file">The file; it is made with the first entry.</param>
public sealed class SqliteApprovalStore(string file) : IApprovalStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS approvals (hash TEXT NOT NULL PRIMARY KEY, envelope BLOB NOT NULL);
        CREATE TRIGGER IF NOT EXISTS approvals_are_not_changed BEFORE UPDATE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals are only added'); END;
        CREATE TRIGGER IF NOT EXISTS approvals_are_not_removed BEFORE DELETE ON approvals BEGIN SELECT RAISE(ABORT, 'approvals are only added'); END;
        """;

    /// <inheritdoc/>
    public string Name => file;

    /// <inheritdoc/>
    public async Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
            return ApprovalHistory.Of(Array.Empty<(string, ReadOnlyMemory<byte>)>(), image);
        var rows = new List<(string Where, Func<StoredEntry> Read)>();
        var problems = new List<string>();
        try
        {
            using SqliteConnection connection = Open(SqliteOpenMode.ReadOnly);
            using SqliteCommand query = connection.CreateCommand();
            query.CommandText = "SELECT hash, length(envelope), CASE WHEN length(envelope) <= $most THEN envelope END FROM approvals";
            query.Parameters.AddWithValue("$most", SignedApproval.MaxSize);
            using SqliteDataReader reader = await query.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                Take(reader, rows, problems);
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException or InvalidOperationException)
        {
            throw new ApprovalStoreException($"{file} cannot be read: {e.Message}", e);
        }
        return ApprovalHistory.Of(rows, image, problems);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            using SqliteConnection connection = Open(SqliteOpenMode.ReadWriteCreate);
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = Schema + "INSERT INTO approvals (hash, envelope) VALUES ($hash, $envelope);";
            insert.Parameters.AddWithValue("$hash", entry.Place.Hash);
            insert.Parameters.AddWithValue("$envelope", entry.Envelope.ToArray());
            await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new ApprovalStoreException($"The entry cannot be written to {file}: {e.Message}", e);
        }
    }

    private static void Take(SqliteDataReader reader, List<(string Where, Func<StoredEntry> Read)> rows, List<string> problems)
    {
        if (rows.Count == FolderApprovalStore.MaxEntries)
            throw new InvalidOperationException($"it holds more than {FolderApprovalStore.MaxEntries} entries.");
        string hash = reader.GetString(0), where = $"entry {(hash.Length > 64 ? hash[..64] : hash)}";
        if (reader.IsDBNull(2))
        {
            problems.Add($"{where}: it has {reader.GetInt64(1)} bytes; {SignedApproval.MaxSize} are the most.");
            return;
        }
        byte[] envelope = reader.GetFieldValue<byte[]>(2);
        rows.Add((where, () => new StoredEntry(envelope, hash)));
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Without a pool no handle stays open, so that the file can be moved and read by others.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
