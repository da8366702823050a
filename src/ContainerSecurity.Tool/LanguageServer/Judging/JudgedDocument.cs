using ContainerSecurity.Sources;
using ContainerSecurity.Tool.LanguageServer.Documents;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>One version of a document, as it is judged.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="File">Its file; null where it has none.</param>
/// <param name="Name">The name that people and policies know it by.</param>
/// <param name="LanguageId">What the editor takes it for.</param>
/// <param name="Version">The version.</param>
/// <param name="Text">The text; null where it is too long to be kept.</param>
internal sealed record JudgedDocument(string Uri, string? File, string Name, string LanguageId, int Version, DocumentText? Text)
{
    private static readonly string[] Compose = ["dockercompose", "docker-compose", "yaml.docker-compose"];

    /// <summary>The folder that is open in the editor and holds the file; null where none does.</summary>
    public string? Folder => File is null || Path.IsPathRooted(Name) ? null : File[..^Name.Length];

    /// <summary>What it is: by its name and text as a scan decides, by the editor's word where the name says nothing.</summary>
    public SourceType Type =>
        SourceTypes.OfFile(Name) is { } named && (named != SourceType.Kubernetes || !Compose.Contains(LanguageId)) ? SourceType.Auto
        : LanguageId == "dockerfile" ? SourceType.Dockerfile
        : Compose.Contains(LanguageId) ? SourceType.Compose
        : SourceType.Auto;

    /// <summary>The source of some text under this document's name, with the files beside it.</summary>
    public Source SourceOf(string text) => new(SourceName, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false))
    {
        OpenBeside = File is null ? null : Source.FromFile(File, Folder).OpenBeside,
        IsFound = Type == SourceType.Auto,
        IsSearched = Type == SourceType.Auto,
    };

    /// <summary>A document without a name of its own is named by what the editor takes it for.</summary>
    private string SourceName =>
        SourceTypes.OfFile(Name) is null && LanguageId is "yaml" or "json" && Path.GetExtension(Name).Length == 0 ? $"{Name}.{LanguageId}" : Name;
}
