using System.Text;

namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>One event of an audit log, as far as it matters. One instance serves many events.</summary>
internal sealed class AuditEvent
{
    private const string Rejected = "which a role cannot allow without allowing more";
    private byte[] uri = new byte[512];
    private int uriLength;

    public string Kind { get; set; } = "";

    public Guid Id { get; set; }

    public string Stage { get; set; } = "";

    public string Verb { get; set; } = "";

    public AuditIdentity User { get; } = new();

    public AuditIdentity Impersonated { get; } = new();

    public bool HasObject { get; set; }

    public string ApiGroup { get; set; } = "";

    public string Resource { get; set; } = "";

    public string Subresource { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string Name { get; set; } = "";

    public int Code { get; set; }

    public string Decision { get; set; } = "";

    public DateTimeOffset Time { get; set; }

    /// <summary>
    /// What became of the request. What the authorizer said counts before the answer's code: admission forbids too.
    /// The API server writes 200 where nobody set a code.
    /// </summary>
    public AuditOutcome Outcome =>
        Stage == "RequestReceived" ? AuditOutcome.Open
        : Decision == "forbid" ? AuditOutcome.Denied
        : Decision == "allow" ? AuditOutcome.Allowed
        : Code is 401 or 403 ? AuditOutcome.Denied
        : Code == 429 || Stage == "Panic" ? AuditOutcome.Unknown
        : AuditOutcome.Allowed;

    /// <summary>Makes room for the request's URI.</summary>
    public Span<byte> RoomForUri(int length)
    {
        if (uri.Length < length)
            uri = new byte[length * 2];
        return uri;
    }

    public void SetUriLength(int length) => uriLength = length;

    public void Clear()
    {
        Kind = Stage = Verb = ApiGroup = Resource = Subresource = Namespace = Name = Decision = "";
        Id = default;
        HasObject = false;
        Code = 0;
        Time = default;
        uriLength = 0;
        User.Clear();
        Impersonated.Clear();
    }

    /// <summary>Returns what the authorizer was asked, and of whom.</summary>
    /// <param name="problem">Receives what is wrong with the event.</param>
    public IReadOnlyList<(AuditIdentity User, RbacRequest Request)> Requests(ref string? problem)
    {
        RbacRequest? request = HasObject ? OfResource(ref problem) : OfPath(ref problem);
        if (request is null)
            return [];
        return Impersonated.Name.Length == 0
            ? [(User, request)]
            : [(Impersonated, request), .. Impersonation.Of(Impersonated).Select(r => (User, r))];
    }

    private RbacRequest? OfResource(ref string? problem)
    {
        if (Verb.Length == 0 || Resource.Length == 0)
            problem = "The event names no verb, or no resource.";
        else if (Verb == "*" || ApiGroup == "*" || Resource == "*")
            problem = $"The request is for '*', {Rejected}.";
        if (problem is not null)
            return null;
        return new RbacRequest { Verb = Verb, ApiGroup = ApiGroup, Resource = Resource, Subresource = Subresource, Namespace = Namespace, Name = AskedName() };
    }

    /// <summary>
    /// The name that the authorizer was asked for. Of an object that is made, the audit takes the name from the
    /// object, and the authorizer knows none.
    /// </summary>
    private string AskedName() => Verb switch
    {
        "create" when Subresource.Length == 0 => "",
        "deletecollection" => "",
        "list" or "watch" when Name.Length == 0 => RequestUri.NameOfFieldSelector(UriText()),
        _ => Name,
    };

    private RbacRequest? OfPath(ref string? problem)
    {
        string path = RequestUri.PathOf(UriText());
        if (Verb.Length == 0 || path.Length == 0)
            problem = "The event names no verb, or no path.";
        else if (RequestUri.IsOfResource(path))
            problem = $"The request is for a resource, and the event has no 'objectRef' that says which.";
        else if (Verb == "*" || path[^1] == '*')
            problem = $"The request is for '{(Verb == "*" ? Verb : path)}', {Rejected}.";
        return problem is null ? new RbacRequest { Verb = Verb, Path = path } : null;
    }

    private string UriText() => Encoding.UTF8.GetString(uri, 0, uriLength);
}
