namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>The parts of a URL, each of which escapes other characters.</summary>
internal enum UrlPart
{
    Path,
    User,
    Host,
    Zone,
    Query,
    Fragment,
}
