using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.SupplyChain.Approvals.Stores;
using ContainerSecurity.SupplyChain.Signatures.Keys;

namespace ContainerSecurity.SupplyChain.Tests.Approvals;

/// <summary>A store in a folder, three people with keys, and a clock that stands still.</summary>
internal sealed class World : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Digest Image = Digest.OfBytes([1]);
    public static readonly Digest Other = Digest.OfBytes([2]);

    public World()
    {
        Folder = Path.Combine(Directory.CreateTempSubdirectory("csec-approvals-").FullName, "store");
        Store = new FolderApprovalStore(Folder);
        Settings = new ApprovalSettings
        {
            Stores = [Folder],
            Environment = "production",
            Approvers =
            [
                new ApproverSettings("alice", [Alice.ExportPublicPem(), AlicesSecond.ExportPublicPem()]),
                new ApproverSettings("bob", [Bob.ExportPublicPem()]),
            ],
        };
    }

    public SigningKey Alice { get; } = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public SigningKey AlicesSecond { get; } = SigningKey.Generate(KeyAlgorithm.Ed25519);

    public SigningKey Bob { get; } = SigningKey.Generate(KeyAlgorithm.Ed25519);

    public SigningKey Mallory { get; } = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public string Folder { get; }

    public IApprovalStore Store { get; set; }

    public ApprovalSettings Settings { get; set; }

    public ApprovalMemory Memory { get; } = new();

    public string[] Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories) : [];

    public static ApprovalEntry Approval(Digest? image = null, ApprovalKind kind = ApprovalKind.Approve) => new(kind, image ?? Image, Now)
    {
        Until = Now.AddDays(30),
        Environments = ["production"],
        Namespaces = ["*"],
        Reason = "reviewed",
    };

    public static ApprovalEntry Revocation() => new(ApprovalKind.Revoke, Image, Now) { Reason = "found wanting" };

    public Task<SignedApproval> Append(SigningKey key, ApprovalEntry? entry = null) => new ApprovalWriter(Store).AppendAsync(entry ?? Approval(), key);

    public Task<ImageApproval> Judge(Digest? image = null, string? space = "shop", DateTimeOffset? now = null, IReadOnlyList<IApprovalStore>? stores = null) =>
        new ApprovalJudge(Settings, _ => stores ?? [Store], new StandingClock(now ?? Now), Memory)
            .JudgeAsync(new ApprovalQuestion(image ?? Image, null, space));

    public void Dispose()
    {
        foreach (SigningKey key in (SigningKey[])[Alice, AlicesSecond, Bob, Mallory])
            key.Dispose();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
