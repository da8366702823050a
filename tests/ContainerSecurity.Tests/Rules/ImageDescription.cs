using System.Globalization;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Rules;

/// <summary>
/// An image written down as YAML, so that pages and tests need no archive: <c>config</c> in the words of the OCI
/// specification, <c>created</c>, <c>annotations</c>, <c>reference</c>,
/// <c>layers</c> (each with its <c>step</c>, <c>id</c>, <c>files</c> by path, <c>modes</c> by path, and what it
/// <c>deletes</c>; <c>empty: true</c> for a step without a layer),
/// <c>verification</c> (with its <c>state</c> and <c>reasons</c>),
/// <c>vulnerabilities</c> (each with <c>id</c>, <c>package</c>, <c>installed</c>, and what else <see cref="Vulnerability"/> has),
/// <c>data</c> that packages were compared with (each with <c>source</c> and <c>newest</c>),
/// <c>approval</c> (with <c>approved</c>, <c>reason</c> and <c>environment</c>),
/// and <c>bases</c> (each with <c>name</c>, <c>created</c>, <c>digest</c> and the IDs of its <c>layers</c>).
/// </summary>
internal static class ImageDescription
{
    public static Image Read(string yaml)
    {
        DocumentSet documents = new DocumentReader().Read(yaml, "image.yaml");
        Assert.That(documents.Errors, Is.Empty);
        var root = new NodeView(documents.Documents[0]);
        NodeView[] steps = [.. root.Views("layers").Items.Select(i => i.Value)];
        NodeView[] layers = [.. steps.Where(s => !s.Boolean("empty").Is(true))];
        NodeView run = root["config"];
        var config = new ImageConfig(new ImagePlatform("linux", "amd64"), [.. layers.Select((l, i) => Id(l.Text("id").Or($"layer {i}")))])
        {
            Created = root.Text("created") is { IsKnown: true } created ? Date(created.Value) : null,
            User = run.Text("User") is { IsKnown: true } user ? user.Value : null,
            Environment = Texts(run.TextList("Env")),
            Labels = run.Map("Labels").ToDictionary(),
            Entrypoint = Texts(run.TextList("Entrypoint")),
            Command = Texts(run.TextList("Cmd")),
            HealthCheck = Texts(run["Healthcheck"].TextList("Test")),
            History = [.. steps.Select(s => new HistoryStep(s.Text("step").Or(""), s.Boolean("empty").Is(true)))],
        };
        Layer[] named = [.. layers.Select((_, i) => new Layer(i, config.DiffIds[i]) { Step = config.StepOfLayer(i) })];
        LayerInspection inspection = Inspect(layers, named);
        return new Image(root.Text("name").Or("web.tar"), config, named, root.Map("annotations").ToDictionary())
        {
            Reference = root.Text("reference") is { IsKnown: true } reference ? reference.Value : null,
            Files = [.. inspection.Files.Select(f =>
                f with
                {
                    IsHidden = layers.Skip(f.Layer.Index + 1)
                        .Any(l => l.TextList("deletes").Contains(f.Path) || l.Map("files").Entries.Any(e => e.Key == f.Path))
                })],
            Release = inspection.Release,
            UserIds = inspection.UserIds,
            Verification = root["verification"].Text("state") is { IsKnown: true } state
                ? new ImageVerification(Enum.Parse<ImageVerificationState>(state.Value, ignoreCase: true))
                {
                    Reasons = Texts(root["verification"]
                    .TextList("reasons"))
                }
                : null,
            Vulnerabilities = [.. root.Views("vulnerabilities").Items.Select(v => Flaw(v.Value))],
            VulnerabilityData = [.. root.Views("data").Items.Select(d => Data(d.Value))],
            Packages = root.Node("packages").IsKnown ? [.. root.Views("packages").Items.Select(p => PackageOf(p.Value))] : null,
            Approval = root["approval"].Mapping is null ? null
                : new ImageApproval(root["approval"].Boolean("approved").Is(true), root["approval"].Text("reason").Or(""))
                {
                    Environment = root["approval"]
                    .Text("environment").Or("")
                },
            Bases = [.. root.Views("bases").Items.Select(b => Base(b.Value))],
        };
    }

    /// <summary>A digest made of a word.</summary>
    public static Digest Id(string word) => Digest.OfBytes(Encoding.UTF8.GetBytes(word));

    private static LayerInspection Inspect(NodeView[] layers, Layer[] named)
    {
        var inspection = new LayerInspection(LayerInspectors.BuiltIn(SecretDetector.Default));
        for (int i = 0; i < layers.Length; i++)
            foreach (MappingEntry file in layers[i].Map("files").Entries)
            {
                byte[] content = Encoding.UTF8.GetBytes(layers[i].Map("files")[file.Key].Or(""));
                using var stream = new MemoryStream(content);
                int mode = Convert.ToInt32(layers[i].Map("modes")[file.Key].Or("644"), 8);
                inspection.InspectAsync(new LayerFile(named[i], file.Key) { Mode = mode, Size = content.Length }, stream).Wait();
            }
        return inspection;
    }

    private static Vulnerability Flaw(NodeView view) => new(view.Text("id").Value, view.Text("package").Value, view.Text("installed").Value)
    {
        Aliases = Texts(view.TextList("aliases")),
        Ecosystem = view.Text("ecosystem").Or(""),
        FixedIn = view.Text("fixed") is { IsKnown: true } mended ? mended.Value : null,
        Severity = view.Text("severity") is { IsKnown: true } word ? Enum.Parse<VulnerabilitySeverity>(word.Value, ignoreCase: true) : null,
        SeveritySource = view.Text("source") is { IsKnown: true } source ? source.Value : null,
        Published = view.Text("published") is { IsKnown: true } published ? Date(published.Value) : null,
        IsExploited = view.Boolean("exploited") is { IsKnown: true } exploited ? exploited.Value : null,
        Likelihood = view.Text("epss") is { IsKnown: true } epss ? double.Parse(epss.Value, CultureInfo.InvariantCulture) : null,
        Layer = view.Integer("layer") is { IsKnown: true } layer ? (int)layer.Value : null,
        File = view.Text("file") is { IsKnown: true } file ? file.Value : null,
    };

    private static VulnerabilityData Data(NodeView view) =>
        new(view.Text("source").Value, view.Text("newest") is { IsKnown: true } newest ? Date(newest.Value) : null);

    private static Package PackageOf(NodeView view) => new(view.Text("name").Value, view.Text("version").Or(""))
    {
        Url = view.Text("url") is { IsKnown: true } url ? url.Value : null,
        Licenses = Texts(view.TextList("licenses")),
        Layer = view.Integer("layer") is { IsKnown: true } layer ? (int)layer.Value : null,
        File = view.Text("file") is { IsKnown: true } file ? file.Value : null,
    };

    private static BaseImage Base(NodeView view) => new(view.Text("name").Value, [.. Texts(view.TextList("layers")).Select(Id)])
    {
        Digests = view.Text("digest") is { IsKnown: true } digest ? [Id(digest.Value)] : [],
        Created = view.Text("created") is { IsKnown: true } created ? Date(created.Value) : null,
    };

    private static string[] Texts(FieldList<string> list) => [.. list.Items.Select(i => i.Value)];

    private static DateTimeOffset Date(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
