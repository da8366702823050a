using ContainerSecurity.AspNetCore.Docker.Access;
using ContainerSecurity.AspNetCore.Docker.Identity;
using ContainerSecurity.Docker.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Docker.Authorization;

/// <summary>Decides about requirements as the proxy decides about requests, and keeps the decisions in the same audit log.</summary>
internal sealed partial class ContainerActionHandler(DockerAccess access, TimeProvider time, ILogger<ContainerActionHandler> logger)
    : AuthorizationHandler<ContainerActionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ContainerActionRequirement requirement)
    {
        long start = time.GetTimestamp();
        DockerSubject subject = ClientIdentity.ByScheme(context.User) ?? DockerSubject.Anonymous;
        var target = context.Resource as DockerObject;
        DockerAccessDecision decision = access.Current.Authorize(subject, requirement.Action, target);
        try
        {
            access.Keep(decision.ToAuditEntry(subject, requirement.Action, target?.Id ?? "", time.GetUtcNow(), time.GetElapsedTime(start)));
        }
        catch (IOException e)
        {
            LogNotKept(e);
            context.Fail(new AuthorizationFailureReason(this, "The decision could not be kept in the audit log."));
            return Task.CompletedTask;
        }
        if (decision.IsAllowed)
            context.Succeed(requirement);
        else
            context.Fail(new AuthorizationFailureReason(this, decision.ClientMessage));
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 30, Level = LogLevel.Critical, Message = "A decision could not be kept in the audit log; it was taken for a denial.")]
    private partial void LogNotKept(Exception exception);
}
