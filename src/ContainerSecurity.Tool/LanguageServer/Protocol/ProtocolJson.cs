using System.Text.Json.Serialization;

namespace ContainerSecurity.Tool.LanguageServer.Protocol;

/// <summary>How the messages are written: names in camel case, nothing for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(NoParams))]
[JsonSerializable(typeof(FoldersParams))]
[JsonSerializable(typeof(RegistrationParams))]
[JsonSerializable(typeof(OpenParams))]
[JsonSerializable(typeof(ChangeParams))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(PositionParams))]
[JsonSerializable(typeof(WatchedFilesParams))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
[JsonSerializable(typeof(Hover))]
[JsonSerializable(typeof(CodeActionParams))]
[JsonSerializable(typeof(IReadOnlyList<CodeAction>))]
[JsonSerializable(typeof(CompletionList))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
