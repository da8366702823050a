using System.Diagnostics;
using ContainerSecurity.Audit;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using Microsoft.Data.Sqlite;

namespace ContainerSecurity.Benchmarks;

/// <summary>Verifies long stores of approvals: the chain of all entries, and the signatures of those about one image.</summary>
internal static class ApprovalChains
{
    private const int Images = 1000;

    public static async Task RunAsync(int count)
    {
        string folder = Directory.CreateTempSubdirectory("csec-approvals-").FullName;
        try
        {
            using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
            SignedApproval[] entries = Write(count, key);
            await MeasureAsync("in memory", new MemoryStore(entries), key).ConfigureAwait(false);
            string file = Path.Combine(folder, "approvals.db");
            await FillAsync(file, entries).ConfigureAwait(false);
            await MeasureAsync("SQLite", new SqliteApprovalStore(file), key).ConfigureAwait(false);
            var files = new FolderApprovalStore(Path.Combine(folder, "approvals"));
            foreach (SignedApproval entry in entries)
                await files.AppendAsync(entry).ConfigureAwait(false);
            await MeasureAsync("folder of files", files, key).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SignedApproval[] Write(int count, SigningKey key)
    {
        var entries = new SignedApproval[count];
        DateTimeOffset now = DateTimeOffset.UtcNow;
        IReadOnlyList<AuditCheckpoint> previous = [];
        for (int i = 0; i < count; i++)
        {
            entries[i] = SignedApproval.Sign(
                new ApprovalEntry(ApprovalKind.Approve, ImageOf(i % Images), now)
                {
                    Approver = "alice",
                    Until = now.AddDays(30),
                    Environments = ["production"],
                    Namespaces = ["*"],
                    Reason = "Reviewed with the findings of the day.",
                    Previous = previous,
                },
                key);
            previous = [entries[i].Place];
        }
        return entries;
    }

    private static async Task FillAsync(string file, SignedApproval[] entries)
    {
        await new SqliteApprovalStore(file).AppendAsync(entries[0]).ConfigureAwait(false);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        foreach (SignedApproval entry in entries.Skip(1))
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO approvals (hash, envelope) VALUES ($hash, $envelope)";
            insert.Parameters.AddWithValue("$hash", entry.Place.Hash);
            insert.Parameters.AddWithValue("$envelope", entry.Envelope.ToArray());
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static async Task MeasureAsync(string what, IApprovalStore store, SigningKey key)
    {
        var settings = new ApprovalSettings
        {
            Stores = ["x"],
            Environment = "production",
            Approvers = [new ApproverSettings("alice", [key.ExportPublicPem()])]
        };
        for (int round = 0; round < 2; round++)
        {
            long start = Stopwatch.GetTimestamp();
            ApprovalHistory history = await store.ReadAsync(ImageOf(1)).ConfigureAwait(false);
            TimeSpan chain = Stopwatch.GetElapsedTime(start);
            ImageApproval approval = await new ApprovalJudge(settings, _ => [store]).JudgeAsync(new ApprovalQuestion(ImageOf(1))).ConfigureAwait(false);
            Console.WriteLine($"{what}, {history.Count} entries, intact {history.IsIntact}: {chain.TotalSeconds:0.00} s; "
                + $"with {history.Entries.Count} signatures, approved {approval.IsApproved}: {Stopwatch.GetElapsedTime(start).TotalSeconds - chain.TotalSeconds:0.00} s");
        }
    }

    private static Digest ImageOf(int number) => Digest.OfBytes(BitConverter.GetBytes(number));

    private sealed class MemoryStore(SignedApproval[] entries) : IApprovalStore
    {
        public string Name => "memory";

        public Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default) =>
            Task.FromResult(ApprovalHistory.Of(entries.Select(e => ("entry", e.Envelope)), image));

        public Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
