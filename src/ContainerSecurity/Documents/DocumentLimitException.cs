using YamlDotNet.Core;

namespace ContainerSecurity.Documents;

/// <summary>Ends the reading of one document that breaks a rule or a bound of ours rather than of YAML.</summary>
#pragma warning disable CA1032, CA1064 // Internal control flow between the tree builder and the reader; never leaves them.
internal sealed class DocumentLimitException(Mark start, Mark end, string message) : YamlException(start, end, message);
#pragma warning restore CA1032, CA1064
