using Microsoft.AspNetCore.Authorization;

namespace ContainerSecurity.AspNetCore.Docker;

/// <summary>
/// Asks that the user may do an action, by the access policy of the app: of an endpoint by a policy of ASP.NET Core's authorization,
/// or of one object by <c>IAuthorizationService.AuthorizeAsync(user, dockerObject, requirement)</c>.
/// </summary>
/// <param name="action">An action of the Docker Engine API, such as <c>container.logs</c>.</param>
public sealed class ContainerActionRequirement(string action) : IAuthorizationRequirement
{
    /// <summary>The action.</summary>
    public string Action { get; } = ContainerSecurity.Docker.Endpoints.DockerEndpoints.Actions.Contains(action)
        ? action
        : throw new ArgumentException($"There is no action '{action}'.", nameof(action));

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(ContainerActionRequirement)}: {Action}";
}
