using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>Finds what the rules over names and takers speak of, for all of them at once.</summary>
internal static class CredentialSearch
{
    /// <summary>The credentials of a resource.</summary>
    public static IEnumerable<NamedCredential> In(Resource resource, RuleContext context) => resource switch
    {
        Dockerfile build => build.Instructions.SelectMany(i => BuildCredential.In(build, i.Trigger ?? i)),
        Workload workload => workload.Containers
            .SelectMany(c => SecretInEnvironment.In(workload, c).Concat(HardCodedCredential.In(workload, c, context.SecretsFinder)))
            .Concat(SecretInBuild.In(workload, workload.Service?.Build)),
        ImageBuild build => SecretInBuild.In(build, build.Settings),
        ContainerProject project => SecretInEnvironment.In(project),
        ConfigMap map => SecretInConfigMap.In(map, context.SecretsFinder),
        SwarmConfig config => SecretInConfigMap.In(config, context.SecretsFinder),
        Secret secret => SecretManifestWithData.In(secret),
        _ => [],
    };
}
