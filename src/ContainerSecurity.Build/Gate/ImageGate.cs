using System.Globalization;
using ContainerSecurity.Images;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.Advisories.Matching;

namespace ContainerSecurity.Build.Gate;

/// <summary>Judges the images of an archive, and the project that they were made of, whose lines say what to change.</summary>
/// <param name="request">What is judged.</param>
internal sealed class ImageGate(GateRequest request)
{
    private const string LicenseRule = "CSEC1016";
    private readonly List<ImageConfig> configs = [];
    private readonly List<string> programs = [];

    /// <summary>The engine.</summary>
    public PolicyEngine Engine { get; } = new(request.Policy.Policy);

    /// <summary>The configurations of the images, one for each platform.</summary>
    public IReadOnlyList<ImageConfig> Configs => configs;

    /// <summary>What the verdict hangs on: the images, the policy, the project's text, the program and the day.</summary>
    public string Key => ImageIdentity.Digest(
    [
        .. configs.Select(ImageIdentity.Of),
        .. programs,
        request.Name,
        request.Policy.Digest,
        .. ProjectDecisions.SelectMany(d => d.Findings).Select(f => $"{f.Finding.Location} {f.Finding.Rule.Id} {f.Waived} {f.Finding.Message}"),
        typeof(ImageGate).Assembly.ManifestModule.ModuleVersionId.ToString(),
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ]);

    /// <summary>What is said of the project and the files above it.</summary>
    private IReadOnlyList<Decision> ProjectDecisions { get; set; } = [];

    private IReadOnlyList<ImagePlatform?> Platforms =>
        request.Runtimes.Count == 0 ? [null] : [.. request.Runtimes.Select(RuntimePlatform.Of)];

    /// <summary>Judges the project, and reads what the images are: of their files, those of the program alone.</summary>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ImageReadException">An image cannot be read.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        string project = Path.GetRelativePath(Directory.GetCurrentDirectory(), request.Project).Replace('\\', '/');
        ProjectDecisions = [.. Engine.Scan([Source.FromFile(project, isFound: true)], null, cancellation).Where(d => d.Skipped is null)];
        foreach (ImagePlatform? platform in Platforms)
        {
            (IImageSource source, string? reference) = await ImageSource.OpenAsync(request.Archive, null, null, cancellation).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                ContainerImage image = await ContainerImage.OpenAsync(source, reference, platform, null, cancellation).ConfigureAwait(false);
                configs.Add(image.Config);
                programs.Add(await ImageIdentity.OfProgramAsync(image, cancellation).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Judges the images; the project has been judged.</summary>
    /// <param name="cancellation">Stops the judging.</param>
    /// <returns>The decisions: those on images first.</returns>
    /// <exception cref="ImageReadException">An image cannot be read.</exception>
    public async Task<IReadOnlyList<Decision>> JudgeAsync(CancellationToken cancellation)
    {
        var decisions = new List<Decision>();
        foreach (ImagePlatform? platform in Platforms)
            decisions.Add(Engine.Evaluate(await ReadAsync(platform, cancellation).ConfigureAwait(false)));
        return [.. decisions, .. ProjectDecisions];
    }

    private async Task<Image> ReadAsync(ImagePlatform? platform, CancellationToken cancellation)
    {
        (IImageSource source, _) = await ImageSource.OpenAsync(request.Archive, null, null, cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
            return await ImageReader.ReadOpenedAsync(source, NameOf(platform), request.Name, new ImageReaderOptions
            {
                Platform = platform,
                Detector = request.Policy.Policy.Secrets.CreateDetector(),
                Examiner = Engine.Rules.Any(r => r.Id == LicenseRule) ? image => new PackageExaminer(image, request.Name) : null,
            }, cancellation).ConfigureAwait(false);
    }

    private string NameOf(ImagePlatform? platform) => request.Runtimes.Count < 2 ? request.Name : $"{request.Name} ({platform})";
}
