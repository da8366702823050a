using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Dsse;
using ContainerSecurity.Tests;
using Microsoft.Data.Sqlite;

namespace ContainerSecurity.SupplyChain.Tests.Approvals;

/// <summary>Stores keep entries so that nobody changes, removes or moves one without a trace.</summary>
public class ApprovalStoreTests
{
    private World world = null!;

    [SetUp]
    public void SetUp() => world = new World();

    [TearDown]
    public void TearDown() => world.Dispose();

    [Test]
    public async Task Every_byte_of_a_small_store_flipped_once_is_never_accepted()
    {
        await world.Append(world.Alice);
        string file = world.Files.Single();
        byte[] whole = File.ReadAllBytes(file);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            File.WriteAllBytes(file, changed);
            Assert.That((await world.Judge()).IsApproved, Is.False, $"byte {i}");
        }
        File.WriteAllBytes(file, whole);
        Assert.That((await world.Judge()).IsApproved);
    }

    [Test]
    public async Task Every_byte_flipped_once_under_its_new_name_is_never_accepted()
    {
        await world.Append(world.Alice);
        byte[] whole = File.ReadAllBytes(world.Files.Single());
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            var store = new ListStore([changed]);
            ImageApproval approval = await world.Judge(stores: [store]);
            Assert.That(approval.IsApproved, Is.False, $"byte {i}: {(char)changed[i]}");
        }
    }

    [Test]
    public async Task A_removed_entry_is_missed_by_the_one_that_follows_it()
    {
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Revocation());
        string revocation = world.Files.Single(f => Path.GetFileName(f).StartsWith("000002", StringComparison.Ordinal));
        await world.Append(world.Alice, World.Approval(World.Other));
        File.Delete(revocation);
        Assert.That((await world.Judge()).Reason, Does.Contain("are not intact").And.Contain("was changed or removed"));
    }

    [Test]
    public async Task A_renamed_entry_is_found()
    {
        await world.Append(world.Alice);
        string file = world.Files.Single();
        File.Move(file, file.Replace("000001-", "000007-", StringComparison.Ordinal));
        Assert.That((await world.Store.ReadAsync(null)).Problems.Single(), Does.Contain("renamed"));
    }

    [Test]
    public async Task An_entry_that_is_there_twice_is_found()
    {
        await world.Append(world.Alice);
        string copy = Path.Combine(world.Folder, "copy");
        Directory.CreateDirectory(copy);
        File.Copy(world.Files.Single(), Path.Combine(copy, Path.GetFileName(world.Files.Single())));
        Assert.That((await world.Store.ReadAsync(null)).Problems.Single(), Does.Contain("there twice"));
    }

    [Test]
    public async Task A_stray_file_is_found()
    {
        await world.Append(world.Alice);
        File.WriteAllText(Path.Combine(world.Folder, "note.json"), "{}");
        Assert.That((await world.Store.ReadAsync(null)).IsIntact, Is.False);
    }

    [Test]
    public async Task A_store_that_is_not_intact_gets_no_entry()
    {
        await world.Append(world.Alice);
        File.AppendAllText(world.Files.Single(), " ");
        Assert.That(() => world.Append(world.Bob), Throws.TypeOf<ApprovalStoreException>().With.Message.Contains("not intact"));
    }

    [Test]
    public async Task Branches_of_two_people_merge_and_the_next_entry_follows_both()
    {
        await world.Append(world.Alice);
        string branch = Path.Combine(Path.GetDirectoryName(world.Folder)!, "branch");
        Copy(world.Folder, branch);
        await world.Append(world.Alice, World.Approval(World.Other));
        await new ApprovalWriter(new FolderApprovalStore(branch)).AppendAsync(World.Approval(), world.Bob);
        Copy(branch, world.Folder);

        ApprovalHistory merged = await world.Store.ReadAsync(null);
        Assert.That(merged.IsIntact, string.Join(" ", merged.Problems));
        Assert.That(merged.Ends, Has.Count.EqualTo(2));
        SignedApproval next = await world.Append(world.Alice, World.Approval() with { Time = World.Now.AddMinutes(1) });
        Assert.That(next.Previous, Is.EquivalentTo(merged.Ends));
        Assert.That((await world.Store.ReadAsync(null)).Ends, Is.EqualTo(new[] { next.Place }));
        Assert.That((await world.Store.ReadAsync(World.Other)).Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_entry_larger_than_allowed_is_found()
    {
        await world.Append(world.Alice);
        File.WriteAllBytes(Path.Combine(world.Folder, $"000002-{new string('a', 64)}.json"), new byte[SignedApproval.MaxSize + 1]);
        Assert.That((await world.Store.ReadAsync(null)).Problems.Single(), Does.Contain("larger than"));
    }

    [Test]
    public async Task Another_payload_signed_by_an_approver_is_no_approval()
    {
        byte[] statement = DsseEnvelope.Read((await world.Append(world.Alice)).Envelope).Payload.ToArray();
        byte[][] envelopes =
        [
            DsseEnvelope.Sign("application/json", statement, world.Alice).Write(),
            DsseEnvelope.Sign(DsseEnvelope.InTotoType, System.Text.Encoding.UTF8.GetBytes(
                System.Text.Encoding.UTF8.GetString(statement).Replace(SignedApproval.PredicateType, "https://cosign.sigstore.dev/attestation/v1", StringComparison.Ordinal)), world.Alice).Write(),
            DsseEnvelope.Sign(DsseEnvelope.InTotoType, System.Text.Encoding.UTF8.GetBytes(
                System.Text.Encoding.UTF8.GetString(statement).Replace("\"reason\":", "\"onlyOnSundays\":true,\"reason\":", StringComparison.Ordinal)), world.Alice).Write(),
        ];
        foreach (byte[] envelope in envelopes)
            Assert.That((await world.Judge(stores: [new ListStore([envelope])])).IsApproved, Is.False);
    }

    [TestCase("{\"payload\":\"e30=\"}")]
    [TestCase("{\"payload\":1}")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("{")]
    [TestCase("{\"payload\":\"e30=\",\"payload\":\"e30=\"}")]
    public void What_is_no_entry_is_refused(string envelope) =>
        Assert.That(() => SignedApproval.Read(System.Text.Encoding.UTF8.GetBytes(envelope)), Throws.TypeOf<SignatureFormatException>());

    [TestCase("\"until\"", "an approval without an end")]
    public void A_decision_that_is_not_whole_is_not_signed(string field, string what) =>
        Assert.That(() => SignedApproval.Sign(World.Approval() with { Until = null }, world.Alice), Throws.ArgumentException, $"{field}: {what}");

    [Test]
    public async Task SQLite_keeps_entries_and_finds_changed_ones()
    {
        string file = Path.Combine(Path.GetDirectoryName(world.Folder)!, "approvals.db");
        world.Store = new SqliteApprovalStore(file);
        await world.Append(world.Alice);
        await world.Append(world.Bob, World.Approval(World.Other));
        Assert.That((await world.Judge()).IsApproved);
        Assert.That((await world.Store.ReadAsync(null)).Count, Is.EqualTo(2));

        Assert.That(() => Run(file, "DELETE FROM approvals"), Throws.TypeOf<SqliteException>());
        Run(file, "DROP TRIGGER approvals_are_not_changed; UPDATE approvals SET envelope = replace(envelope, 'a', 'b')");
        Assert.That((await world.Judge()).Reason, Does.Contain("are not intact"));
    }

    [Test]
    public async Task SQLite_whose_first_entry_was_removed_is_not_intact()
    {
        string file = Path.Combine(Path.GetDirectoryName(world.Folder)!, "approvals.db");
        world.Store = new SqliteApprovalStore(file);
        SignedApproval first = await world.Append(world.Bob, World.Revocation());
        await world.Append(world.Alice);
        Run(file, $"DROP TRIGGER approvals_are_not_removed; DELETE FROM approvals WHERE hash = '{first.Place.Hash}'");
        Assert.That((await world.Judge()).Reason, Does.Contain("changed or removed"));
    }

    [Test]
    public async Task A_file_that_is_no_database_approves_nothing()
    {
        string file = Path.Combine(Path.GetDirectoryName(world.Folder)!, "approvals.db");
        File.WriteAllText(file, new string('x', 5000));
        Assert.That((await world.Judge(stores: [new SqliteApprovalStore(file)])).Reason, Does.Contain("cannot be read"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Registry_keeps_entries_beside_the_image(bool hasReferrers)
    {
        var registry = new MemoryRegistry { HasReferrers = hasReferrers };
        Digest image = ImageIn(registry);
        world.Store = new RegistryApprovalStore(Reference(), new RegistryOptions { Handler = registry });
        await world.Append(world.Alice, World.Approval(image));
        await world.Append(world.Bob, World.Revocation() with { Image = image });
        Assert.That((await world.Judge(image)).Reason, Does.Contain("was revoked by bob"));
        await world.Append(world.Alice, World.Approval(image));
        ImageApproval approval = await world.Judge(image);
        Assert.That(approval.IsApproved, approval.Reason);
    }

    [Test]
    public async Task Registry_that_does_not_answer_approves_nothing()
    {
        var registry = new MemoryRegistry { Instead = _ => MemoryRegistry.Respond(System.Net.HttpStatusCode.Forbidden) };
        Assert.That(
            (await world.Judge(stores: [new RegistryApprovalStore(Reference(), new RegistryOptions { Handler = registry })])).Reason,
            Does.Contain("cannot be read"));
    }

    [Test]
    public async Task Registry_with_more_entries_than_are_read_approves_nothing()
    {
        var registry = new MemoryRegistry();
        Digest image = ImageIn(registry);
        string list = string.Join(",", Enumerable.Range(0, RegistryApprovalStore.MaxEntries + 1).Select(i =>
            $$"""{"mediaType":"{{ImageMediaType.Manifest}}","digest":"{{Digest.OfBytes([(byte)i, (byte)(i >> 8)])}}","size":2,"artifactType":"{{RegistryApprovalStore.ArtifactType}}"}"""));
        registry.Manifests[image.ReferrersTag] = (ImageMediaType.Index, System.Text.Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{{list}}]}"""));
        Assert.That(
            (await world.Judge(image, stores: [new RegistryApprovalStore(Reference(), new RegistryOptions { Handler = registry })])).Reason,
            Does.Contain("more than 256 entries"));
    }

    [Test]
    public async Task A_signed_checkpoint_is_believed_to_trusted_keys_alone()
    {
        await world.Append(world.Alice);
        ApprovalHistory history = await world.Store.ReadAsync(null);
        byte[] signed = ApprovalCheckpoint.Of(history).Sign(world.Bob);
        Assert.That(ApprovalCheckpoint.Open(signed, [world.Bob.PublicKey]).MissingFrom(history), Is.Null);
        Assert.That(() => ApprovalCheckpoint.Open(signed, [world.Alice.PublicKey]), Throws.TypeOf<SignatureFormatException>());
        for (int i = 0; i < signed.Length; i++)
        {
            byte[] changed = [.. signed];
            changed[i] ^= 1;
            try
            {
                Assert.That(ApprovalCheckpoint.Open(changed, [world.Bob.PublicKey]).ToString(), Is.EqualTo(ApprovalCheckpoint.Of(history).ToString()),
                    $"byte {i}");
            }
            catch (SignatureFormatException)
            {
                // Refused, as it should be.
            }
        }
    }

    private static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static Digest ImageIn(MemoryRegistry registry)
    {
        byte[] manifest = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Manifest}}","config":{"mediaType":"{{ImageMediaType.Config}}","digest":"{{Digest.OfBytes([])}}","size":0},"layers":[{"mediaType":"{{ImageMediaType.Layer}}","digest":"{{Digest.OfBytes([])}}","size":0}]}""");
        registry.Manifests[Digest.OfBytes(manifest).ToString()] = (ImageMediaType.Manifest, manifest);
        return Digest.OfBytes(manifest);
    }

    private static ImageReference Reference()
    {
        ImageReference.TryParse("registry.example/app", out ImageReference? reference);
        return reference!;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private sealed class ListStore(IReadOnlyList<byte[]> envelopes) : IApprovalStore
    {
        public string Name => "list";

        public Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default) =>
            Task.FromResult(ApprovalHistory.Of(envelopes.Select((e, i) => ($"{i}", (ReadOnlyMemory<byte>)e)), image));

        public Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
