using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A rule over the secrets of some kinds in the text of any resource.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="kinds">The kinds of secrets.</param>
internal abstract class SecretRule(RuleDescriptor descriptor, params SecretKind[] kinds) : Rule(descriptor), IJudges<Resource>
{
    public void Judge(Resource resource, RuleContext context)
    {
        // What an instruction of a Dockerfile leaves behind is reported by CSEC4007, with what to do about it in a build.
        BuildCredentials? left = resource is Dockerfile build && context.Secrets.Count > 0 ? new BuildCredentials(build, context.Secrets) : null;
        foreach (SecretPlace place in context.Secrets)
            if (Array.IndexOf(kinds, place.Secret.Kind) >= 0 && !IsNamedByAnotherRule(resource, place) && left?.Hold(place) != true)
                context.Report(place, $"{resource} holds a secret in plain text: {place}. {Descriptor.Remediation}");
    }

    /// <summary>
    /// Values that only their names call credentials are judged by CSEC4002, CSEC4005, CSEC4006 and CSEC4007 where
    /// those look, those that are handed over by CSEC4012: one finding, not two.
    /// </summary>
    private static bool IsNamedByAnotherRule(Resource resource, SecretPlace place) =>
        place.Secret.Kind == SecretKind.Credential
        && (resource is ConfigMap or Secret or Dockerfile
            || (resource is ComposeFile && IsVariable(place.Location.Path))
            || (resource is Workload && place.Location.Path.Contains(".env["))
            || place.IsHandedOver(resource));

    /// <summary>A variable of a service, or an argument of its build.</summary>
    private static bool IsVariable(string path) =>
        path.StartsWith("services.", StringComparison.Ordinal) && (path.Contains(".environment") || path.Contains(".build.args"));
}
