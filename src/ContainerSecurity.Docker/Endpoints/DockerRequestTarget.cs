using System.Buffers;
using System.Text;

namespace ContainerSecurity.Docker.Endpoints;

/// <summary>Where a request goes: read from the raw target by a grammar narrower than the engine's, so that what is judged is what the engine
/// serves, and built anew from its parts.</summary>
/// <remarks>
/// Refused are targets in absolute form, encoded letters, empty and dot segments, a slash at the end, versions written oddly or below 1.24, whose
/// start of a container takes a configuration, and all that is no endpoint.
/// Encoded are allowed <c>/</c>, <c>:</c> and <c>@</c> in names of images alone, as some clients write them.
/// </remarks>
public sealed class DockerRequestTarget
{
    /// <summary>The longest target that is read, in characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const int OldestMinor = 24;
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@+,=/");

    private DockerRequestTarget(DockerEndpoint endpoint, string? version, string? identifier, string? checkpoint, DockerQuery query)
    {
        Endpoint = endpoint;
        Version = version;
        Identifier = identifier;
        Checkpoint = checkpoint;
        Query = query;
    }

    /// <summary>The endpoint.</summary>
    public DockerEndpoint Endpoint { get; }

    /// <summary>The version of the API, such as <c>1.41</c>; null where the target names none, and the engine takes its newest.</summary>
    public string? Version { get; }

    /// <summary>What stands for <c>{id}</c> or <c>{name}</c>; null where the endpoint names no object.</summary>
    public string? Identifier { get; }

    /// <summary>What stands for <c>{checkpoint}</c>.</summary>
    public string? Checkpoint { get; }

    /// <summary>The query.</summary>
    public DockerQuery Query { get; }

    /// <summary>Reads a target.</summary>
    /// <param name="method">The method; the engine knows those in capitals only.</param>
    /// <param name="target">The target as it came, undecoded: path and query.</param>
    /// <param name="problem">Why it is refused; empty where it is not.</param>
    /// <returns>The target; null where it is refused.</returns>
    public static DockerRequestTarget? TryParse(string method, string target, out string problem)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        if (target.Length > MaxLength)
            return Refuse($"The target is longer than {MaxLength} characters.", out problem);
        int question = target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? target : target[..question];
        if (ProblemOf(path) is { } wrong)
            return Refuse(wrong, out problem);
        if (TakeVersion(ref path, out string? version) is { } odd)
            return Refuse(odd, out problem);
        if (DockerEndpoints.Find(method, path, out string? identifier, out string? checkpoint) is not { } endpoint)
            return Refuse("The engine has no such endpoint that is known here.", out problem);
        if (Decode(endpoint, ref identifier) is { } name)
            return Refuse(name, out problem);
        if (DockerQuery.TryParse(question < 0 ? "" : target[(question + 1)..], endpoint.QueryParameters) is not { } query)
            return Refuse("The query is not well formed: names and values are letters, digits and percent-encoded UTF-8, with '&' between them.", out problem);
        problem = "";
        return new DockerRequestTarget(endpoint, version, identifier, checkpoint, query);
    }

    /// <summary>The target built anew.</summary>
    /// <param name="identifier">What stands for <c>{id}</c> or <c>{name}</c>; null for what the client gave.</param>
    /// <param name="query">The query; null for the client's.</param>
    public string Build(string? identifier = null, DockerQuery? query = null)
    {
        var target = new StringBuilder();
        if (Version is not null)
            target.Append("/v").Append(Version);
        if (Endpoint.Method == "OPTIONS")
            return target.Append("/_ping").ToString();
        foreach (string segment in Endpoint.Segments)
            target.Append('/').Append(segment switch { "{id}" or "{name}" => identifier ?? Identifier, "{checkpoint}" => Checkpoint, _ => segment });
        string text = (query ?? Query).ToString();
        return text.Length == 0 ? target.ToString() : target.Append('?').Append(text).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Endpoint.Method} {Build()}";

    private static DockerRequestTarget? Refuse(string why, out string problem)
    {
        problem = why;
        return null;
    }

    private static string? ProblemOf(string path)
    {
        if (path.Length == 0 || path[0] != '/')
            return "The target must begin with '/'.";
        if (path.AsSpan().ContainsAnyExcept(PathCharacters) && !HoldsOnlyEscapesOfNames(path))
            return "The path holds a character, or an encoded one, that no path of the engine needs.";
        foreach (Range range in path.AsSpan(1).Split('/'))
            if (path.AsSpan(1)[range] is "" or "." or "..")
                return path is "/networks/" or "/debug/pprof/" || IsVersioned(path) ? null : "The path holds an empty segment or one of dots.";
        return null;
    }

    /// <summary>The two routes of the engine that end in a slash.</summary>
    private static bool IsVersioned(string path)
    {
        string rest = path;
        return TakeVersion(ref rest, out string? version) is null && version is not null && rest is "/networks/" or "/debug/pprof/";
    }

    private static bool HoldsOnlyEscapesOfNames(string path)
    {
        for (int i = 0; i < path.Length; i++)
            if (path[i] == '%')
            {
                if (i + 2 >= path.Length || Escaped(path.AsSpan(i + 1, 2)) == '\0')
                    return false;
                i += 2;
            }
            else if (!PathCharacters.Contains(path[i]))
                return false;
        return true;
    }

    private static char Escaped(ReadOnlySpan<char> digits) => digits switch
    {
        "2F" or "2f" => '/',
        "3A" or "3a" => ':',
        "40" => '@',
        _ => '\0',
    };

    /// <summary>Takes <c>/v1.41</c> from the front of a path; the engine also routes versions written otherwise, which nobody needs.</summary>
    private static string? TakeVersion(ref string path, out string? version)
    {
        version = null;
        if (path.Length < 3 || path[1] != 'v' || !char.IsAsciiDigit(path[2]))
            return null;
        int end = path.IndexOf('/', 1);
        string text = end < 0 ? path[2..] : path[2..end];
        if (end < 0 || !text.StartsWith("1.", StringComparison.Ordinal) || text.Length is < 4 or > 5 || text[2] == '0'
            || !text.AsSpan(2).ContainsAnyExceptInRange('0', '9').Equals(false))
            return "The version of the API must be written as '/v1.41'.";
        int minor = int.Parse(text.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);
        if (minor < OldestMinor)
            return $"Versions of the API below 1.{OldestMinor} are not served: their start of a container takes a configuration.";
        version = text;
        path = path[end..];
        return null;
    }

    /// <summary>Decodes an identifier and checks its form.</summary>
    private static string? Decode(DockerEndpoint endpoint, ref string? identifier)
    {
        if (identifier is null)
            return null;
        bool isImage = endpoint.Segments[0] is "images" or "distribution" or "plugins";
        if (identifier.Contains('%', StringComparison.Ordinal))
        {
            if (!isImage)
                return "An encoded character stands where no name has one.";
            identifier = Unescape(identifier);
        }
        return DockerNames.IsIdentifier(identifier, isImage) ? null : "The name or ID in the path is not well formed.";
    }

    private static string Unescape(string text)
    {
        var builder = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            builder.Append(text[i] == '%' ? Escaped(text.AsSpan(i + 1, 2)) : text[i]);
            i += text[i] == '%' ? 2 : 0;
        }
        return builder.ToString();
    }
}
