export * from './commands/record-profiles/record-profiles.command';
export * from './commands/submit-profile/submit-profile.command';
export * from './party-kind';
export * from './profile-identity';
export * from './profile-rules';
export * from './profiles.module';
export * from './queries/get-profile/get-profile.query';
export * from './queries/list-profiles/list-profiles.query';
