using ContainerSecurity.Docker.Access.Files;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Access;

/// <summary>Reads files of <c>kind: DockerAccessPolicy</c>. Every unknown key, role, team, action or field is an error with its place and, where one
/// is near, the word that was probably meant.</summary>
/// <param name="readFile">Gives the text of a file by its path, also of the policies that permissions name; null to read from disk.</param>
public sealed class DockerAccessPolicyReader(Func<string, string>? readFile = null)
{
    /// <summary>The kind of the files.</summary>
    public const string Kind = "DockerAccessPolicy";

    private readonly Func<string, string> readFile = readFile ?? RegularFile.ReadText;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file. Policies that it names are found from its folder.</param>
    public DockerAccessPolicyReadResult Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Read(readFile(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new DockerAccessPolicyReadResult(null, [new DocumentError(path, SourceSpan.FileStart, $"The file cannot be read: {e.Message}")], [path]);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The name shown in positions, from whose folder the policies are found that it names.</param>
    public DockerAccessPolicyReadResult Read(string text, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        var files = new List<string> { path };
        DocumentSet documents = new DocumentReader().Read(text, path);
        var errors = new List<DocumentError>([.. documents.Errors, .. documents.Notices]);
        DockerAccessPolicy? policy = null;
        if (documents.Documents is [MappingNode root])
            policy = new PolicyFile(errors, ReadNamed, path).Read(new NodeView(root, errors));
        else if (errors.Count == 0)
            errors.Add(new DocumentError(path, SourceSpan.FileStart, $"The file must hold one object with 'kind: {Kind}'."));
        return new DockerAccessPolicyReadResult(policy, errors, files);

        string ReadNamed(string named)
        {
            files.Add(named);
            return readFile(named);
        }
    }
}
