using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>
/// Answers what Kyverno's policies ask of a cluster, a registry or the network from a file, so that the policies can be
/// evaluated offline. What the file does not hold is not known.
/// </summary>
/// <remarks>
/// The file is one of Kyverno's own command line: <c>kind: Context</c>, whose <c>spec</c> lists <c>resources</c>,
/// <c>images</c> (each with <c>image</c> and what its registry tells), <c>globalContext</c> (each with <c>name</c>,
/// <c>projection</c> and <c>data</c>) and <c>http</c> (each with <c>method</c>, <c>url</c> and <c>response</c>). Other
/// objects in the file are resources.
/// </remarks>
public sealed class RecordedKyvernoContext : IKyvernoContext
{
    private const string ContextKind = "Context";
    private static readonly string[] Keys = ["resources", "images", "globalContext", "http"];
    private readonly List<CelValue> resources = [];
    private readonly List<CelValue> images = [];
    private readonly List<CelValue> entries = [];
    private readonly List<CelValue> answers = [];

    private RecordedKyvernoContext()
    {
    }

    /// <summary>Reads a context.</summary>
    /// <param name="documents">The documents of the file.</param>
    /// <param name="errors">Receives what cannot be read.</param>
    public static RecordedKyvernoContext Read(IEnumerable<DocumentNode> documents, ICollection<DocumentError> errors)
    {
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        var context = new RecordedKyvernoContext();
        foreach (DocumentNode document in documents ?? throw new ArgumentNullException(nameof(documents)))
        {
            CelValue value = DocumentValue.Of(document);
            if (value.FindText("kind") == ContextKind)
                context.ReadSpec(value.Find("spec"), document, errors);
            else
                context.resources.Add(AdmissionObjects.ReadStored(value));
        }
        return context;
    }

    /// <inheritdoc/>
    public CelValue GetResource(string apiVersion, string resource, string @namespace, string name)
    {
        CelValue found = resources.Find(r => Is(r, apiVersion, resource, @namespace) && r.FindText("metadata", "name") == name);
        return found.IsNull() ? CelValue.Error($"{resource} \"{name}\" not found") : found;
    }

    /// <inheritdoc/>
    public CelValue ListResources(string apiVersion, string resource, string @namespace, CelValue labels)
    {
        CelValue[] found = [.. resources.Where(r => Is(r, apiVersion, resource, @namespace) && HasLabels(r, labels))];
        return CelFields.Map(("apiVersion", CelValue.From(apiVersion)), ("kind", CelValue.From("List")), ("items", CelValue.From(CelList.Of(found))));
    }

    /// <inheritdoc/>
    public CelValue GetImageMetadata(string reference)
    {
        CelValue found = images.Find(i => (i.FindText("image") ?? i.FindText("reference")) == reference);
        return found.IsNull() ? CelValue.Unknown($"image.GetMetadata('{reference}')") : found;
    }

    /// <inheritdoc/>
    public CelValue SendRequest(string method, string url, CelValue body, CelValue headers)
    {
        CelValue found = answers.Find(a =>
            a.FindText("url") == url && string.Equals(a.FindText("method") ?? "GET", method, StringComparison.OrdinalIgnoreCase));
        return found.IsNull() ? CelValue.Unknown($"http.{method}('{url}')") : found.Find("response");
    }

    /// <inheritdoc/>
    public CelValue GetGlobalEntry(string name, string projection)
    {
        CelValue found = entries.Find(e => e.FindText("name") == name && (e.FindText("projection") ?? "") == projection);
        return found.IsNull() ? CelValue.Unknown($"globalContext.Get('{name}', '{projection}')") : found.Find("data");
    }

    private void ReadSpec(CelValue spec, DocumentNode document, ICollection<DocumentError> errors)
    {
        foreach (CelValue key in spec.As<CelMap>()?.Keys ?? [])
            if (!Keys.Contains(key.ToString()))
                errors.Add(new DocumentError(document.File.Path, document.Span, $"A context has no '{key}'; it has {string.Join(", ", Keys)}."));
        resources.AddRange(spec.Find("resources").Items().Select(AdmissionObjects.ReadStored));
        images.AddRange(spec.Find("images").Items());
        entries.AddRange(spec.Find("globalContext").Items());
        answers.AddRange(spec.Find("http").Items());
    }

    private static bool Is(CelValue found, string apiVersion, string resource, string @namespace)
    {
        string version = found.FindText("apiVersion") ?? "";
        RequestedResource own = RequestedResource.Of(version, found.FindText("kind") ?? "");
        return version == apiVersion
            && own.Name == resource
            && (@namespace.Length == 0
                || !own.IsNamespaced
                || (found.FindText("metadata", "namespace") ?? "default") == @namespace);
    }

    private static bool HasLabels(CelValue found, CelValue labels) =>
        labels.As<CelMap>() is not { } wanted
        || wanted.Keys.All(k => wanted.TryGet(k, out CelValue value) && found.Find("metadata", "labels", k.ToString()) == value);
}
