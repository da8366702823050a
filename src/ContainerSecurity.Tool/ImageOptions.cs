using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.SupplyChain.Signatures.Images;
using ContainerSecurity.Tool.Reporting;
using ContainerSecurity.Tool.SupplyChain;

namespace ContainerSecurity.Tool;

/// <summary>The options of how images are read.</summary>
internal sealed class ImageOptions
{
    /// <summary>The rule that asks for the packages of an image, which are not read for nobody.</summary>
    private const string LicenseRule = "CSEC1016";

    private readonly Option<string?> platform = new("--platform")
    {
        Description = "Which image of several, such as linux/arm64 (default: this machine's, for Linux)."
    };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registries that are named without TLS." };
    private readonly Option<string[]> bases =
        new("--base", "--bases") { Description = "An image that this one may be built on, to be compared with it as it is now." };

    private readonly Option<string[]> advisories = new("--advisories")
    {
        Description = "Files and folders of advisories that packages are compared with: compiled ones (csec advisories build), OSV, CSAF and GitHub's (JSON, lines, zip), Alpine's secdb, Debian's tracker, CISA's KEV, EPSS (CSV).",
    };
    private readonly Option<string[]> advisoriesKey = new("--advisories-key")
    {
        Description = "A public key (PEM) that has to have signed the advisories; repeatable. Only compiled files can be signed.",
    };
    private readonly Option<string[]> vex =
        new("--vex") { Description = "Statements on vulnerabilities (OpenVEX, CycloneDX, CSAF); what does not affect the image counts no more." };

    private readonly Option<string?> cache = new("--cache")
    {
        Description = "A folder of one's own where it is kept what was found in layers, so that later runs do not read them again. "
            + "Packages are read each time (--advisories).",
        HelpName = "folder",
    };

    public ImageOptions() => platform.Validators.Add(result =>
    {
        if (result.Tokens is [var token, ..] && !ImagePlatform.TryParse(token.Value, out _))
            result.AddError($"'{token.Value}' is no platform; write it like linux/amd64.");
    });

    public void AddTo(Command command)
    {
        AddReadingTo(command);
        command.Options.Add(bases);
        AddAdvisoriesTo(command);
    }

    /// <summary>Adds what says where it is kept what was found in layers.</summary>
    public void AddCacheTo(Command command) => command.Options.Add(cache);

    /// <summary>Remembers the layers of one run, and those of earlier ones where a folder is named that can be trusted.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="policy">The policy, which says what is a secret.</param>
    /// <param name="errors">Receives why the folder is not used.</param>
    public LayerCache CacheOf(ParseResult parsed, Policy policy, List<DocumentError> errors)
    {
        string? folder = parsed.GetValue(cache);
        try
        {
            return new LayerCache(policy.Secrets, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException && folder is not null)
        {
            errors.Add(new DocumentError(folder!, SourceSpan.FileStart, e.Message));
            return new LayerCache(policy.Secrets);
        }
    }

    /// <summary>The images that others may be built on.</summary>
    public string[] BasesOf(ParseResult parsed) => parsed.GetValue(bases) ?? [];

    /// <summary>Adds only what packages are compared with.</summary>
    public void AddAdvisoriesTo(Command command)
    {
        command.Options.Add(advisories);
        command.Options.Add(advisoriesKey);
        command.Options.Add(vex);
    }

    /// <summary>What bills of materials and reports of scanners are compared with.</summary>
    public ReportInputs ReportsOf(ParseResult parsed) => new(
        parsed.GetValue(advisories) is { Length: > 0 } || parsed.GetValue(vex) is { Length: > 0 }
            ? ImageAdvisories.Read(parsed.GetValue(advisories) ?? [], parsed.GetValue(vex) ?? [], parsed.GetValue(advisoriesKey) ?? [])
            : null,
        parsed.GetValue(advisories) is { Length: > 0 });

    /// <summary>What compares packages with advisories; null where none were named.</summary>
    public ImageAdvisories? AdvisoriesOf(ParseResult parsed) =>
        parsed.GetValue(advisories) is { Length: > 0 } paths
            ? ImageAdvisories.Read(paths, parsed.GetValue(vex) ?? [], parsed.GetValue(advisoriesKey) ?? [])
            : null;

    /// <summary>Adds only what says which image is read, and how.</summary>
    public void AddReadingTo(Command command)
    {
        command.Options.Add(platform);
        command.Options.Add(plainHttp);
    }

    /// <summary>Makes sources of images at locations.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="policy">The policy, which says whose signatures and approvals count.</param>
    /// <param name="cache">Remembers layers, and finds secrets.</param>
    /// <param name="progress">Shows how far the reading is; null for nobody.</param>
    /// <param name="known">What compares their packages with advisories; null for nobody.</param>
    /// <param name="rules">The rules that judge; null where none asks for packages.</param>
    /// <param name="onRead">Is told which image was read at which location; null for nobody.</param>
    public Func<string, Source> Reader(
        ParseResult parsed, Policy policy, LayerCache cache, ProgressLine? progress, ImageAdvisories? known = null,
        IReadOnlyList<RuleDescriptor>? rules = null, Action<string, Image>? onRead = null) =>
        location => Source.FromResources(location, async cancellation =>
        {
            Image image = await ImageReader.ReadAsync(location, Options(parsed, location, policy, cache, progress, known, rules), cancellation).ConfigureAwait(false);
            foreach (Layer absent in image.Layers.Where(l => l.IsAbsent))
                parsed.InvocationConfiguration.Error.WriteLine(
                    $"csec: note: {location}: {absent} is not distributed with its image, and is not here; its files were not judged.");
            onRead?.Invoke(location, image);
            return [image];
        });

    /// <summary>Which image of several; null for this machine's.</summary>
    public ImagePlatform? PlatformOf(ParseResult parsed) =>
        parsed.GetValue(platform) is { } text && ImagePlatform.TryParse(text, out ImagePlatform? wanted) ? wanted : null;

    /// <summary>How the registries of locations are talked to.</summary>
    public RegistryOptions RegistryFor(ParseResult parsed, params IEnumerable<string> named) => new()
    {
        Credentials = DockerConfigCredentials.Read(),
        PlainHttp = parsed.GetValue(plainHttp) ? [.. named.Select(RegistryOf).OfType<string>()] : new HashSet<string>(),
    };

    private ImageReaderOptions Options(
        ParseResult parsed, string location, Policy policy, LayerCache cache, ProgressLine? progress, ImageAdvisories? known,
        IReadOnlyList<RuleDescriptor>? rules) => new()
        {
            Platform = PlatformOf(parsed),
            Bases = parsed.GetValue(bases) ?? [],
            Detector = cache.Detector,
            Cache = cache,
            Registry = RegistryFor(parsed, [location, .. parsed.GetValue(bases) ?? []]),
            OnProgress = progress is null ? null : p => progress.Advance(location, p),
            Examiner = known is not null ? image => known.For(location, image)
            : rules?.Any(r => r.Id == LicenseRule) == true ? image => new PackageExaminer(image, location)
            : null,
            VerifySignatures = policy.Trust.IsEmpty ? null : SignatureCheck(location, policy),
            FindApproval = policy.Trust.Approvals.IsSet ? ApprovalCheck(location, policy, RegistryFor(parsed, location)) : null,
        };

    /// <summary>Verifies the image that is read by what the policy asks, where the image is.</summary>
    private static Func<IImageSource, string?, ContainerImage, CancellationToken, ValueTask<ImageVerification>> SignatureCheck(string location, Policy policy)
    {
        ImageTrustVerifier verifier = ImageTrustVerifier.Create(policy.Trust);
        return async (source, reference, image, cancellation) => await VerifiedLocation.VerifyAsync(
            verifier, source, reference, VerifiedLocation.NameOf(source, location, reference), image.Descriptor, null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the stores of approvals for the image that is read, by the digest it was asked for by, or its own.</summary>
    private static Func<IImageSource, string?, ContainerImage, CancellationToken,
        ValueTask<ImageApproval?>> ApprovalCheck(string location, Policy policy, RegistryOptions registry)
    {
        var trust = new ApprovedImageTrust(options: registry);
        return async (source, reference, image, cancellation) =>
        {
            ImageReference? name = VerifiedLocation.NameOf(source, location, reference);
            if (!policy.Trust.Approvals.Concerns(name))
                return null;
            ImageReference? place = source is RegistryImageSource ? name : null;
            Digest asked = (await source.ResolveAsync(reference, cancellation).ConfigureAwait(false)).Descriptor.Digest;
            ImageApproval approval = await trust.JudgeAsync(asked, place, policy.Trust.Approvals, null, cancellation).ConfigureAwait(false);
            return approval.IsApproved || asked == image.Descriptor.Digest
                ? approval
                : await trust.JudgeAsync(image.Descriptor.Digest, place, policy.Trust.Approvals, null, cancellation).ConfigureAwait(false);
        };
    }

    private static string? RegistryOf(string location) =>
        ImageReference.TryParse(
            location.StartsWith("docker://", StringComparison.Ordinal) ? location["docker://".Length..] : location,
            out ImageReference? reference) == ImageReferenceError.None
            ? reference!.Registry
            : null;
}
