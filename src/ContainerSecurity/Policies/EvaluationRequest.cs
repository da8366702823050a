using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Kubernetes;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Policies;

/// <summary>
/// What a policy is asked to judge: resources or a source, and what is known of who wants what with them. Every door
/// asks in this form: a scan, an admission webhook, the body of a container that shall be created, a test.
/// </summary>
/// <remarks>What is not given is not known: a policy that asks for it has no verdict, which <see cref="Decision.NotEvaluated"/> says.</remarks>
public sealed class EvaluationRequest
{
    /// <summary>Creates a request about one resource.</summary>
    /// <param name="resource">
    /// The resource as it shall be; for <see cref="AdmissionOperation.Delete"/> give <see cref="Old"/> and no
    /// resource.
    /// </param>
    public EvaluationRequest(Resource resource)
        : this([resource ?? throw new ArgumentNullException(nameof(resource))])
    {
    }

    /// <summary>Creates a request about resources that are judged together, as one set.</summary>
    /// <param name="resources">The resources as they shall be; none where something is deleted.</param>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public EvaluationRequest(IEnumerable<Resource> resources)
    {
        Resource[] given = [.. resources ?? throw new ArgumentNullException(nameof(resources))];
        if (Array.IndexOf(given, null) is >= 0 and var index)
            throw new ArgumentException($"The resource at index {index} is null.", nameof(resources));
        Resources = given;
    }

    /// <summary>Creates a request about all that a source holds, judged together as one set.</summary>
    /// <param name="source">The source, which is opened when the request is evaluated.</param>
    public EvaluationRequest(Source source)
    {
        Source = source ?? throw new ArgumentNullException(nameof(source));
        Resources = [];
    }

    /// <summary>The resources as they shall be; empty where a source holds them, or something is deleted.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The source that holds the resources; null where they are given.</summary>
    public Source? Source { get; }

    /// <summary>
    /// The object as it is now; null where there is none, as for <see cref="AdmissionOperation.Create"/>, or where it
    /// is not known.
    /// </summary>
    public Resource? Old { get; init; }

    /// <summary>What is done with the resources. The default value is <see cref="AdmissionOperation.Create"/>.</summary>
    public AdmissionOperation Operation { get; init; }

    /// <summary>Who asks; null where that is not known.</summary>
    public AdmissionUser? User { get; init; }

    /// <summary>
    /// The namespace that the resources are in, as an object; null where it is not known. Resources that name no
    /// namespace are taken to be in it.
    /// </summary>
    public Resource? Namespace { get; init; }

    /// <summary>
    /// The name of the namespace that is asked for: that of the review, or of the first resource; null for an object
    /// that belongs to the cluster, and where nothing says it.
    /// </summary>
    public string? NamespaceName =>
        (Review ?? (Resources.Concat(Old is null ? [] : [Old]).FirstOrDefault() is { } first ? AdmissionFor(first) : null))?.Namespace is { Length: > 0 } name
            ? name : null;

    /// <summary>Whether nothing will be stored. The default value is false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>
    /// Whether the cluster's own policies see the objects as they are written: neither decoded by their types nor
    /// completed with defaults. The default value is false.
    /// </summary>
    public bool IsRaw { get; init; }

    /// <summary>What rules compare the resources with; null for the resources themselves.</summary>
    public ResourceSet? Set { get; init; }

    /// <summary>
    /// What else is known of the cluster, for its own policies: parameters, who may do what, what Kyverno's libraries
    /// answer. The default value is nothing.
    /// </summary>
    public AdmissionContext Cluster { get; init; } = AdmissionContext.Offline;

    /// <summary>
    /// What is known of the signatures of images, by their references as <see cref="ImageReference.WithDefaultTag"/>
    /// writes them; null where nobody looked.
    /// </summary>
    public IReadOnlyDictionary<string, ImageVerification>? Images { get; init; }

    /// <summary>The request as an API server put it; null where it is made here.</summary>
    private AdmissionRequest? Review { get; init; }

    /// <summary>Reads the request of an <c>AdmissionReview</c>, which an API server sends to its webhooks.</summary>
    /// <param name="review">The review.</param>
    /// <param name="errors">Receives what cannot be read of its objects.</param>
    /// <param name="templates">Where kinds carry pods; null for <see cref="PodTemplates.Default"/>.</param>
    public static EvaluationRequest FromReview(DocumentNode review, ICollection<DocumentError> errors, PodTemplates? templates = null)
    {
        _ = review ?? throw new ArgumentNullException(nameof(review));
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        AdmissionRequest request = AdmissionRequest.FromReview(DocumentValue.Of(review));
        MappingNode? body = (review as MappingNode)?["request"] as MappingNode ?? review as MappingNode;
        return new EvaluationRequest(Read(body?["object"], errors, templates).ToList())
        {
            Review = request,
            Old = Read(body?["oldObject"], errors, templates).FirstOrDefault(),
            Operation = request.Operation,
            User = request.User,
            IsDryRun = request.IsDryRun,
        };
    }

    /// <summary>Returns the same request with what is known of the cluster.</summary>
    /// <param name="cluster">What is known, its namespace among it.</param>
    /// <param name="isRaw">Whether policies see the objects as they are written: <see cref="IsRaw"/>.</param>
    public EvaluationRequest With(AdmissionContext cluster, bool isRaw = false) => new(Resources)
    {
        Review = Review,
        Old = Old,
        Operation = Operation,
        User = User,
        Namespace = Namespace,
        IsDryRun = IsDryRun,
        Set = Set,
        IsRaw = isRaw,
        Images = Images,
        Cluster = cluster ?? throw new ArgumentNullException(nameof(cluster)),
    };

    /// <summary>Returns the same request with what is known of the signatures of its images.</summary>
    /// <param name="images">What is known: <see cref="Images"/>.</param>
    public EvaluationRequest WithImages(IReadOnlyDictionary<string, ImageVerification> images) => new(Resources)
    {
        Review = Review,
        Old = Old,
        Operation = Operation,
        User = User,
        Namespace = Namespace,
        IsDryRun = IsDryRun,
        Set = Set,
        IsRaw = IsRaw,
        Cluster = Cluster,
        Images = images ?? throw new ArgumentNullException(nameof(images)),
    };

    /// <summary>The request as an API server would put it to its policies.</summary>
    /// <param name="resource">One of the resources.</param>
    internal AdmissionRequest AdmissionFor(Resource resource)
    {
        AdmissionRequest request = Review ?? new AdmissionRequest(
            resource == Old ? default : DocumentValue.Of(resource.Node),
            Old is null ? default : DocumentValue.Of(Old.Node),
            Operation)
        { User = User, IsDryRun = IsDryRun };
        if (Namespace is not null)
            request = request.In(DocumentValue.Of(Namespace.Node));
        return IsRaw ? request.AsWritten() : request;
    }

    private static IEnumerable<Resource> Read(DocumentNode? node, ICollection<DocumentError> errors, PodTemplates? templates) =>
        node is MappingNode ? KubernetesReader.Read(node.Copy(), errors, templates) : [];
}
