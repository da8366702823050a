using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Bodies;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>The body of a request, read as the engine decodes it.</summary>
/// <remarks>
/// The engine knows no case in names and joins members that are given twice; it takes the members of <c>HostConfig</c> at the top level too, and a
/// form's values before those of the query. What two readers could take differently is refused.
/// </remarks>
public sealed class DockerBody
{
    /// <summary>The longest body that is judged, in bytes. Engines before 29.4 show their plugin none that is longer.</summary>
    public const int MaxLength = 1024 * 1024;

    private DockerBody(JsonObject? root, string? problem)
    {
        Root = root;
        Problem = problem;
        References = [];
    }

    /// <summary>Why the body is refused; null where it is not.</summary>
    public string? Problem { get; }

    /// <summary>The objects that the body names.</summary>
    public IReadOnlyList<DockerReference> References { get; private init; }

    /// <summary>The body in the engine's own names; null where it is not judged.</summary>
    internal JsonObject? Root { get; }

    /// <summary>Reads a body. Bad input is a <see cref="Problem"/>, never an exception.</summary>
    /// <param name="target">Where the request goes.</param>
    /// <param name="body">The whole body, at most <see cref="MaxLength"/> bytes and one more; empty for none, and for what passes as a stream or
    /// unseen.</param>
    /// <param name="contentType">The header <c>Content-Type</c> as it came; null for none.</param>
    public static DockerBody Read(DockerRequestTarget target, ReadOnlyMemory<byte> body, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(target);
        string media = (contentType ?? "").Split(';')[0].Trim().ToUpperInvariant();
        if (media.StartsWith("APPLICATION/X-WWW-FORM", StringComparison.Ordinal) || media.StartsWith("MULTIPART/", StringComparison.Ordinal)
            || media.Contains(',', StringComparison.Ordinal))
            return Refuse($"A body of type '{(media.Length > 60 ? media[..60] : media).ToLowerInvariant()}' is not taken: the engine would read it before the query.");
        return target.Endpoint.Body switch
        {
            DockerBodyKind.Judged => Judge(target, body, media),
            DockerBodyKind.None when !IsNothing(body.Span) => Refuse("The endpoint takes no body."),
            _ => new DockerBody(null, null),
        };
    }

    private static DockerBody Judge(DockerRequestTarget target, ReadOnlyMemory<byte> body, string media)
    {
        bool mayBeAbsent = target.Endpoint.Action == "image.commit";
        if (body.Length > MaxLength)
            return Refuse($"The body is longer than {MaxLength} bytes, and was not judged.");
        if (IsNothing(body.Span) && mayBeAbsent)
            return new DockerBody([], null);
        if (body.Length == 0)
            return Refuse("The body is missing, or was not shown.");
        if (media != "APPLICATION/JSON")
            return Refuse("The body must be of type 'application/json'.");
        try
        {
            JsonObject root = BodyReader.Read(body.Span, BodyShapes.Of(target.Endpoint)!);
            if (target.Endpoint.Action == "container.create")
            {
                root.Remove("Name");
                root["HostConfig"] ??= new JsonObject();
            }
            return new DockerBody(root, null) { References = [.. BodyReferences.Of(target.Endpoint, root).Distinct()] };
        }
        catch (BodyProblemException e)
        {
            return Refuse(e.Message);
        }
    }

    /// <summary>Nothing at all, or what stands for it: some clients send <c>null</c> or <c>{}</c> where the engine wants nothing.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> body) => body.Trim(" \t\r\n"u8) is var text
        && (text.Length == 0 || text.SequenceEqual("null"u8) || text.SequenceEqual("{}"u8));

    private static DockerBody Refuse(string problem) => new(null, problem);
}
